"""``make neo4j``: run a server until Ctrl-C, and say how to reach it."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from tests.neo4j.jars import missing_tools
from tests.neo4j.server import Server

HOME = Path(__file__).parents[2] / ".neo4j"
PORT = 7687


def main() -> None:
    """Start it in a folder of the project that git ignores; what is committed to it stays there."""
    if lacking := missing_tools():
        sys.exit(f"要有 Java 17 和 Maven，本机没有 · needs Java 17 and Maven; not here: {', '.join(lacking)}")
    with Server(HOME, PORT) as server:
        print(f"Neo4j 已在 {server.start_seconds:.1f} 秒内启动，Ctrl-C 停止。另开一个终端：")
        print(f"Neo4j started in {server.start_seconds:.1f} s; Ctrl-C stops it. In another terminal:")
        print()
        for name, value in server.environment.items():
            print(f"  export {name}={value}")
        print("  .venv/bin/linli sample suzhoulu")
        print(f"  .venv/bin/linli load suzhoulu.xlsx --store {server.url}")
        print(f"  .venv/bin/linli coverage --on 2024-11-01 --store {server.url}", flush=True)
        signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))
        try:
            signal.pause()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
