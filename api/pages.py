"""The page of the API's description, with every script from this machine.

The scripts are those of ``fastapi-offline``, inside its wheel; before them stands what a Chromium of
2020 does not have yet.
"""

from __future__ import annotations

from importlib.resources import files

from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from api.description import ADDRESS

_ASSETS = "/docs/assets"
#: What the scripts call, and a browser of 2020 lacks.
_OLD_BROWSERS = """<script>
if (!Object.hasOwn) Object.defineProperty(Object, "hasOwn", {configurable: true, writable: true,
  value: function hasOwn(object, key) { return Object.prototype.hasOwnProperty.call(Object(object), key) }});
</script>
"""


def add(app: FastAPI) -> None:
    """Serve the pages and their assets."""
    folder = str(files("fastapi_offline").joinpath("static"))
    app.mount(_ASSETS, StaticFiles(directory=folder), name="assets")
    app.get("/docs", include_in_schema=False)(lambda: _docs(app))


def _docs(app: FastAPI) -> HTMLResponse:
    page = get_swagger_ui_html(
        openapi_url=ADDRESS,
        title=app.title,
        swagger_js_url=f"{_ASSETS}/swagger-ui-bundle.js",
        swagger_css_url=f"{_ASSETS}/swagger-ui.css",
        swagger_favicon_url=f"{_ASSETS}/favicon.png",
        swagger_ui_parameters={"validatorUrl": None},  # else it asks a host outside
    )
    html = bytes(page.body).decode()
    return HTMLResponse(html.replace("<script src=", f"{_OLD_BROWSERS}<script src=", 1))
