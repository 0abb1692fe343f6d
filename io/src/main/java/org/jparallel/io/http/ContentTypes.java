// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The content types of files, by what stands behind the last dot of their names.
///
/// Types of text are said to be UTF-8. What is not in the table is a stream of bytes, which a
/// browser saves instead of guessing what it might run.
final class ContentTypes {
    /// The type of what is not in the table.
    static final String UNKNOWN = "application/octet-stream";

    private static final String TEXT = "; charset=utf-8";
    private static final String TABLE =
            """
            text/html html htm shtml
            text/css css
            text/javascript js mjs cjs
            text/plain txt text log conf ini cfg diff patch
            text/markdown md markdown
            text/csv csv
            text/tab-separated-values tsv
            text/calendar ics
            text/vcard vcf
            text/vtt vtt
            text/xml xml xsl xslt
            application/json json map
            application/ld+json jsonld
            application/geo+json geojson
            application/manifest+json webmanifest
            application/jsonl jsonl ndjson
            application/xhtml+xml xhtml
            application/atom+xml atom
            application/rss+xml rss
            application/yaml yaml yml
            application/toml toml
            application/sql sql
            application/wasm wasm
            application/pdf pdf
            application/rtf rtf
            application/zip zip
            application/gzip gz tgz
            application/zstd zst
            application/x-bzip2 bz2
            application/x-xz xz
            application/x-7z-compressed 7z
            application/x-tar tar
            application/java-archive jar war
            application/epub+zip epub
            application/msword doc
            application/vnd.ms-excel xls
            application/vnd.ms-powerpoint ppt
            application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
            application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
            application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
            application/vnd.oasis.opendocument.text odt
            application/vnd.oasis.opendocument.spreadsheet ods
            application/vnd.sqlite3 sqlite
            image/svg+xml svg
            image/png png
            image/apng apng
            image/jpeg jpg jpeg
            image/gif gif
            image/webp webp
            image/avif avif
            image/jxl jxl
            image/heic heic
            image/bmp bmp
            image/tiff tif tiff
            image/vnd.microsoft.icon ico cur
            font/woff woff
            font/woff2 woff2
            font/ttf ttf
            font/otf otf
            font/collection ttc
            audio/mpeg mp3
            audio/mp4 m4a
            audio/aac aac
            audio/ogg oga ogg opus
            audio/flac flac
            audio/wav wav
            audio/midi mid midi
            audio/webm weba
            video/mp4 mp4 m4v
            video/webm webm
            video/ogg ogv
            video/quicktime mov
            video/x-matroska mkv
            video/x-msvideo avi
            video/mpeg mpeg mpg
            video/mp2t ts
            application/vnd.apple.mpegurl m3u8
            application/dash+xml mpd
            """;
    private static final Map<String, String> TYPES = types();

    private ContentTypes() {}

    /// {@return the content type of a file's name}
    static String of(String fileName) {
        int dot = fileName.lastIndexOf('.');
        String extension = fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
        return dot < 0 ? UNKNOWN : TYPES.getOrDefault(extension, UNKNOWN);
    }

    private static Map<String, String> types() {
        Map<String, String> types = new HashMap<>();
        TABLE.lines()
                .map(line -> line.split(" "))
                .forEach(
                        words -> {
                            for (int i = 1; i < words.length; i++) {
                                types.put(words[i], withCharset(words[0]));
                            }
                        });
        return Map.copyOf(types);
    }

    private static String withCharset(String type) {
        boolean text = type.startsWith("text/") || type.endsWith("+xml");
        return text ? type + TEXT : type;
    }
}
