# SPDX-License-Identifier: AGPL-3.0-or-later
"""Takes every mail and says in one line how long it is."""
import asyncio
import sys

from aiosmtpd.smtp import SMTP


class Take:
    async def handle_DATA(self, server, session, envelope):
        print(len(envelope.content), flush=True)
        return "250 taken"


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Take(), loop=loop), "127.0.0.1", int(sys.argv[1]))
    print("ready", flush=True)
    await server.serve_forever()


asyncio.run(main())
