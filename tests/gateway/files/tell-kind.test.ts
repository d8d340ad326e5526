import { tellKind } from '../../../server/gateway/files/tell-kind';
import { attachment, cleanName, namedAs } from '../../../server/gateway/files/file-name';
import { archive, compound, GIF, JPEG, media, MP3, PDF, PNG, WEBP } from './samples';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

test.each<[string, Buffer, string]>([
  ['PNG', PNG, 'image image/png'], ['JPEG', JPEG, 'image image/jpeg'], ['GIF', GIF, 'image image/gif'], ['WebP', WEBP, 'image image/webp'],
  ['PDF', PDF, 'file application/pdf'], ['ZIP', archive('holiday/one.jpg'), 'file application/zip'], ['a document nobody here knows', archive('mimetypeapplication/vnd.oasis.opendocument.formula'), 'file application/zip'],
  ['Word', archive('[Content_Types].xml', 'word/document.xml'), 'file application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['Excel', archive('[Content_Types].xml', 'xl/workbook.xml'), 'file application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['PowerPoint', archive('[Content_Types].xml', 'ppt/presentation.xml'), 'file application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['OpenDocument', archive('mimetypeapplication/vnd.oasis.opendocument.text'), 'file application/vnd.oasis.opendocument.text'],
  ['old Word', compound('WordDocument'), 'file application/msword'], ['old Excel', compound('Workbook'), 'file application/vnd.ms-excel'],
  ['old PowerPoint', compound('PowerPoint Document'), 'file application/vnd.ms-powerpoint'],
  ['MP3', MP3, 'file audio/mpeg'], ['MP3 with a title', Buffer.concat([latin('ID3\x04\x00\x00\x00\x00\x02\x01'), Buffer.alloc(300)]), 'file audio/mpeg'],
  ['MP4', media('isom'), 'file video/mp4'], ['MP4 of a phone', media('mp42'), 'file video/mp4'], ['QuickTime', media('qt  '), 'file video/quicktime'], ['M4A', media('M4A '), 'file audio/mp4'],
  ['WAV', latin('RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00'), 'file audio/wav'], ['AMR', latin('#!AMR\n\x3c\x91\x17\x16'), 'file audio/amr'],
  ['text', Buffer.from('订单 7788，谢谢。\r\n\tok\n'), 'file text/plain; charset=utf-8'], ['text with a mark of order', Buffer.from('\ufeff你好，世界'), 'file text/plain; charset=utf-8'],
  ['text that compares', Buffer.from('a < b and b > c, I <3 you'), 'file text/plain; charset=utf-8'],
])('%s is taken as what it is', (_, bytes, kind) => {
  const found = tellKind(bytes);
  expect(`${found?.kind} ${found?.contentType}`).toBe(kind);
});

test.each<[string, Buffer]>([
  ['a page', Buffer.from('<!DOCTYPE html><html><body>x</body></html>')], ['a page behind blanks', Buffer.from('\ufeff \n\t<HTML><script>alert(1)</script>')],
  ['a page behind a comment', Buffer.from('<!-- x --><html></html>')], ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['XML', Buffer.from('<?xml version="1.0"?><svg/>')], ['a script in words', Buffer.from('hello\n<ScRiPt src=//evil.invalid></script>')], ['PHP', Buffer.from('x <?php system($_GET[0]); ?>')],
  ['a shell script', Buffer.from('#!/bin/sh\nrm -rf /\n')], ['RTF', Buffer.from('{\\rtf1\\ansi x}')], ['PostScript', Buffer.from('%!PS-Adobe-3.0\nshowpage')],
  ['a program of Windows', Buffer.concat([latin('MZ\x90\x00\x03'), Buffer.alloc(200)])], ['a program of Linux', Buffer.concat([latin('\x7fELF\x02\x01\x01'), Buffer.alloc(200)])],
  ['an installer', compound('Property')], ['a Java program', archive('META-INF/MANIFEST.MF', 'A.class')], ['an Android program', archive('AndroidManifest.xml', 'classes.dex')],
  ['Word with macros', archive('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin')], ['old Word with macros', compound('WordDocument', '_VBA_PROJECT')],
  ['GBK', Buffer.from('c4e3bac3cac0bde7', 'hex')], ['UTF-16', Buffer.from('\ufeffhello there', 'utf16le')],
  ['text with NUL', Buffer.from('hello\0there')], ['half a character', Buffer.from('e4bda0e5a5', 'hex')], ['a signature alone', PNG.subarray(0, 8)], ['chance', Buffer.from('fffbffffffff0011', 'hex')],
  ['PDF behind something', Buffer.concat([latin('MZ\x90\x00'), PDF])], ['nothing', Buffer.alloc(0)], ['an unknown film', media('heic')],
])('%s is not taken', (_, bytes) => {
  expect(tellKind(bytes)).toBeUndefined();
});

test('a picture that is also a page or an archive is a picture and nothing else', () => {
  expect(tellKind(Buffer.concat([GIF, Buffer.from('<html><script>alert(1)</script>')]))?.contentType).toBe('image/gif');
  expect(tellKind(Buffer.concat([PNG, archive('META-INF/MANIFEST.MF')]))?.contentType).toBe('image/png');
});

test.each([
  ['合同 v2.pdf', '合同 v2.pdf'], ['../../etc/passwd', 'passwd'], ['C:\\Users\\me\\a.pdf', 'a.pdf'], ['/', ''], ['..', ''], ['.htaccess', 'htaccess'], ['a\0b.txt', 'ab.txt'], ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie_ x.txt'],
  ['photo\u202egpj.exe', 'photogpj.exe'], ['\u200ba\ufeff.txt', 'a.txt'], ['"quoted".txt', '_quoted_.txt'], ['  a   b .txt  ', 'a b .txt'], ['\ud83d.txt', 'txt'], ['😀.png', '😀.png'], ['a%00b.png', 'a_00b.png'], ['', ''],
])('the name %j becomes %j', (given, name) => {
  expect(cleanName(given)).toBe(name);
});

test('a long name keeps its ending and whole characters', () => {
  const name = cleanName(`${'😀'.repeat(300)}.pdf`);
  expect([...name]).toHaveLength(80);
  expect(name.endsWith('😀.pdf')).toBe(true);
  expect(cleanName('x'.repeat(10_000))).toHaveLength(80);
});

test.each([
  [PNG, 'a.PNG', 'a.PNG'], [PNG, 'a.html', 'a.html.png'], [PNG, '', 'image.png'], [PNG, 'png', 'png.png'], [JPEG, 'a.jpeg', 'a.jpeg'], [PDF, 'a.exe', 'a.exe.pdf'], [PDF, '../..', 'file.pdf'],
  [Buffer.from('@echo off\r\ndel *.*'), 'run.bat', 'run.bat.txt'], [Buffer.from('plain words'), 'a.svg', 'a.svg.txt'], [Buffer.from('# plain'), 'README.md', 'README.md'], [archive('a'), 'a.jar', 'a.jar.zip'],
])('the name says what it is (%#)', (bytes, given, name) => {
  const kind = tellKind(bytes);
  expect(kind && namedAs(given, kind)).toBe(name);
});

test('a name is told to browsers without breaking out of the header', () => {
  expect(attachment('合同 (1).pdf')).toBe("attachment; filename=\"__ (1).pdf\"; filename*=UTF-8''%E5%90%88%E5%90%8C%20%281%29.pdf");
  expect(attachment('a"\r\nx: y\\z')).toBe("attachment; filename=\"z\"; filename*=UTF-8''z");
  expect(attachment('\ud83d')).toBe("attachment; filename=\"file\"; filename*=UTF-8''file");
});
