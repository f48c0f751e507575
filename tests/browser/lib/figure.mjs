// SPDX-License-Identifier: AGPL-3.0-or-later
// A picture for the guide, small: pages have few colours, and a palette of them is enough (PNG, RFC 2083, colour type 3).
import { deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = TABLE[(c ^ byte) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function chunk(type, data) {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc(typed), 4);
  return Buffer.concat([ends.subarray(0, 4), typed, ends.subarray(4)]);
}

// The pixels of a PNG of eight bits a channel, without interlace, as Chromium makes it.
function decode(png) {
  let [width, height, channels] = [0, 0, 0];
  const packed = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') [width, height, channels] = [data.readUInt32BE(0), data.readUInt32BE(4), data[9] === 6 ? 4 : 3];
    if (type === 'IDAT') packed.push(data);
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(packed));
  const row = width * channels;
  const pixels = Buffer.alloc(row * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; x += 1) {
      const here = y * row + x;
      const left = x >= channels ? pixels[here - channels] : 0;
      const up = y > 0 ? pixels[here - row] : 0;
      const corner = x >= channels && y > 0 ? pixels[here - row - channels] : 0;
      pixels[here] = raw[y * (row + 1) + 1 + x] + [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
    }
  }
  return { width, height, channels, pixels };
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(guess - value));
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

export function small(png) {
  const { width, height, channels, pixels } = decode(png);
  // steps of 17 keep white, black and the pages' blue as they are
  for (const step of [1, 5, 17, 51]) {
    const palette = new Map();
    const lines = Buffer.alloc((width + 1) * height);
    const near = (value) => Math.round(value / step) * step;
    for (let n = 0; n < width * height && palette.size <= 256; n += 1) {
      const at = n * channels;
      const colour = (near(pixels[at]) << 16) | (near(pixels[at + 1]) << 8) | near(pixels[at + 2]);
      if (!palette.has(colour)) palette.set(colour, palette.size);
      lines[n + Math.floor(n / width) + 1] = palette.get(colour);
    }
    if (palette.size > 256) continue;
    const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    const colours = Buffer.from([...palette.keys()].flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
    const data = deflateSync(lines, { level: 9 });
    return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
  }
  return png;
}
