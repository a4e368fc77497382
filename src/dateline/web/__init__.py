"""The page: the store over HTTP, readable without JavaScript, every view also as data.

`dateline.web.app.create_app` makes the application; FastAPI, Jinja and uvicorn come with ``dateline[web]``.
"""
