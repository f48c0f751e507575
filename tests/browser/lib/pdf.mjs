// SPDX-License-Identifier: AGPL-3.0-or-later
// What a scanner would make.

// One page, white, of a height in points.
export function pdf(height = 842) {
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 ${height}]>>`];
  let file = '%PDF-1.4\n';
  const table = objects.map((object, at) => {
    const line = `${String(file.length).padStart(10, '0')} 00000 n \n`;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return line;
  });
  const start = file.length;
  return Buffer.from(`${file}xref\n0 4\n0000000000 65535 f \n${table.join('')}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
}
