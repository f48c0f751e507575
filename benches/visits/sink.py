# SPDX-License-Identifier: AGPL-3.0-or-later
"""Takes every mail and says in one line that it has; told by SIGUSR1, it writes the newest one into a file and says so."""
import asyncio
import signal
import sys

from aiosmtpd.smtp import SMTP


class Take:
    newest = b""

    async def handle_DATA(self, server, session, envelope):
        self.newest = envelope.content
        print("taken", flush=True)
        return "250 taken"

    def write(self):
        with open(sys.argv[2], "wb") as file:
            file.write(self.newest.replace(b"\r\n", b"\n"))
        print("written", flush=True)


async def main():
    loop = asyncio.get_running_loop()
    take = Take()
    loop.add_signal_handler(signal.SIGUSR1, take.write)
    server = await loop.create_server(lambda: SMTP(take, loop=loop), "127.0.0.1", int(sys.argv[1]))
    print("ready", flush=True)
    await server.serve_forever()


asyncio.run(main())
