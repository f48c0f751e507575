# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tests' real mail server: aiosmtpd, which nobody here wrote. Prints its port; each mail it takes becomes a file
`N.mail` in the folder: envelope sender, recipients, an empty line, the mail as it came.

sink.py FOLDER [--tls CERT KEY | --starttls CERT KEY] [--auth USER PASSWORD]
"""
import argparse
import asyncio
import os
import ssl

from aiosmtpd.smtp import SMTP, AuthResult


class Folder:
    def __init__(self, path):
        self.path, self.count = path, 0

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        name = os.path.join(self.path, f"{self.count:06}")
        with open(name + ".part", "wb") as file:
            file.write(f"{envelope.mail_from}\r\n{','.join(envelope.rcpt_tos)}\r\n\r\n".encode())
            file.write(envelope.original_content)
        os.rename(name + ".part", name + ".mail")
        return f"250 2.0.0 taken as {self.count}"


def context(files):
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.load_cert_chain(*files)
    return made


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder")
    arguments.add_argument("--tls", nargs=2)
    arguments.add_argument("--starttls", nargs=2)
    arguments.add_argument("--auth", nargs=2)
    chosen = arguments.parse_args()
    settings = {"hostname": "sink.example.it"}
    if chosen.starttls:
        settings |= {"tls_context": context(chosen.starttls), "require_starttls": True}
    if chosen.auth:
        user, password = (word.encode() for word in chosen.auth)

        def fits(server, session, envelope, mechanism, data):
            return AuthResult(success=data.login == user and data.password == password)

        settings |= {"authenticator": fits, "auth_required": True, "auth_require_tls": not chosen.tls}
    handler = Folder(chosen.folder)

    async def serve():
        tls = context(chosen.tls) if chosen.tls else None
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(handler, loop=loop, **settings), "127.0.0.1", 0, ssl=tls)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    asyncio.run(serve())


main()
