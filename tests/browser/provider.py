"""`.venv-provider/bin/python tests/browser/provider.py PORT CALLBACK`: an OpenID Connect provider.

Canaille with two people in memory: `specialist`, and `stranger` who has no account with us. Says
`ready` when it serves; ends with the process that started it.
"""

from __future__ import annotations

import sys
from typing import Any

CLIENT, SECRET, PASSWORD = "parindex", "bí-mật-thử", "mat-khau-mot-lan"


def application(port: int, callback: str) -> Any:
    """The provider, with its people and the one client it knows."""
    # Only the environment of the provider has them; the test reads this module for its names.
    from canaille import create_app
    from canaille.app import models
    from canaille.backends import Backend
    from joserfc.jwk import RSAKey

    key = RSAKey.generate_key(2048)
    app = create_app(
        {
            "SERVER_NAME": f"127.0.0.1:{port}",
            "SECRET_KEY": "of a test",
            "PREFERRED_URL_SCHEME": "http",
            "CANAILLE": {"DATABASE": "memory"},
            "CANAILLE_OIDC": {
                "REQUIRE_NONCE": False,
                "ACTIVE_JWKS": [key.as_dict(private=True)],
                "USERINFO_MAPPING": {"PREFERRED_USERNAME": "{{ user.user_name }}"},
            },
        }
    )
    with app.app_context():
        for name in ("specialist", "stranger"):
            person = models.User(
                user_name=name,
                formatted_name=f"Người {name}",
                family_name=name,
                emails=[f"{name}@example.org"],
                password=PASSWORD,
            )
            Backend.instance.save(person)
        client = models.Client(
            client_id=CLIENT,
            client_name="parindex",
            client_secret=SECRET,
            client_uri=callback,
            redirect_uris=[callback],
            grant_types=["authorization_code"],
            response_types=["code"],
            scope=["openid", "profile", "email"],
            token_endpoint_auth_method="client_secret_post",  # noqa: S106 - the name of a method
        )
        Backend.instance.save(client)
        # What it is told is meant for itself; it can be named only once it is there.
        client.audience = [client]
        Backend.instance.save(client)
    return app


def main() -> None:
    from werkzeug.serving import make_server

    port, callback = int(sys.argv[1]), sys.argv[2]
    server = make_server("127.0.0.1", port, application(port, callback), threaded=True)
    print("ready", flush=True)  # noqa: T201 - what the test waits for
    server.serve_forever()


if __name__ == "__main__":
    main()
