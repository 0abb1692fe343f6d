// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.io.File;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/// Values that a text makes again: patterns, paths, locales, builders of strings and the like.
///
/// Where the text of a value could mean another one, that is found out when it is written, and the
/// value refused: a path whose bytes are no text, a URI that its own text does not give back.
@SuppressWarnings("JdkObsolete") // what the original is, the clone is
final class TextLeaves {
    /// The flags a pattern was compiled with. `Pattern.flags()` adds those that the pattern
    /// switches on for a part of itself, and so would compile to another pattern.
    private static final SerialFields PATTERN = SerialFields.of(Pattern.class);

    static final List<Leaf<?>> ALL =
            List.of(
                    Leaf.ofObject(
                            FrameLayout.PATTERN,
                            Pattern.class,
                            TextLeaves::putPattern,
                            input -> Pattern.compile(input.takeString(), input.takeInt())),
                    Leaf.ofObject(
                            FrameLayout.FILE,
                            File.class,
                            (value, output) -> output.putString(value.getPath()),
                            input -> new File(input.takeString())),
                    Leaf.ofObject(
                            FrameLayout.URI,
                            URI.class,
                            TextLeaves::putUri,
                            input -> URI.create(input.takeString())),
                    Leaf.ofObject(
                            FrameLayout.LOCALE,
                            Locale.class,
                            TextLeaves::putLocale,
                            TextLeaves::takeLocale),
                    Leaf.ofValue(
                            FrameLayout.CURRENCY,
                            Currency.class,
                            (value, output) -> output.putString(value.getCurrencyCode()),
                            input -> Currency.getInstance(input.takeString())),
                    Leaf.ofObject(
                            FrameLayout.STRING_BUILDER,
                            StringBuilder.class,
                            (value, output) -> output.putString(value.toString()),
                            input -> new StringBuilder(input.takeString())),
                    Leaf.ofObject(
                            FrameLayout.STRING_BUFFER,
                            StringBuffer.class,
                            (value, output) -> output.putString(value.toString()),
                            input -> new StringBuffer(input.takeString())),
                    Leaf.ofObject(
                            FrameLayout.HEX_FORMAT,
                            HexFormat.class,
                            TextLeaves::putHexFormat,
                            TextLeaves::takeHexFormat),
                    Leaf.ofObject(
                            FrameLayout.VERSION,
                            Runtime.Version.class,
                            (value, output) -> output.putString(value.toString()),
                            input -> Runtime.Version.parse(input.takeString())),
                    Leaf.ofValue(
                            FrameLayout.CLASS,
                            Class.class,
                            (value, output) -> output.putCount(ClassTable.number(value)),
                            ClassTable::take));

    /// Paths of the default file system.
    static final Leaf<Path> PATH =
            Leaf.ofObject(
                    FrameLayout.PATH,
                    Path.class,
                    TextLeaves::putPath,
                    input -> Path.of(input.takeString()));

    /// Character sets of the JDK.
    static final Leaf<Charset> CHARSET =
            Leaf.ofValue(
                    FrameLayout.CHARSET,
                    Charset.class,
                    (value, output) -> output.putString(value.name()),
                    input -> Charset.forName(input.takeString()));

    private TextLeaves() {}

    private static void putPattern(Pattern value, FrameOutput output) {
        output.putString(value.pattern());
        output.putInt((Integer) Objects.requireNonNull(PATTERN.read(value, "flags")));
    }

    private static void putUri(URI value, FrameOutput output) {
        String text = value.toString();
        if (!isItsText(value, text)) {
            throw new UncloneablePart("", value.getClass(), "its text means another one", null);
        }
        output.putString(text);
    }

    private static boolean isItsText(URI value, String text) {
        try {
            URI again = URI.create(text);
            return again.equals(value) && again.isOpaque() == value.isOpaque();
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }

    private static void putPath(Path value, FrameOutput output) {
        if (value.getFileSystem() != FileSystems.getDefault()) {
            throw new UncloneablePart("", value.getClass(), "of another file system", null);
        }
        String text = value.toString();
        if (!isItsText(value, text)) {
            throw new UncloneablePart("", value.getClass(), "its bytes are no text", null);
        }
        output.putString(text);
    }

    private static boolean isItsText(Path value, String text) {
        try {
            return Path.of(text).equals(value);
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    /// A locale that was made by `Locale.of` need not follow the rules of language tags, and one
    /// that was made of a tag may have what `Locale.of` does not take: one of both gives it back.
    private static void putLocale(Locale value, FrameOutput output) {
        boolean isPlain = plain(value).equals(value);
        if (!isPlain && !Locale.forLanguageTag(value.toLanguageTag()).equals(value)) {
            throw new UncloneablePart("", value.getClass(), "its tag means another one", null);
        }
        output.putByte(isPlain ? 1 : 0);
        if (isPlain) {
            output.putString(value.getLanguage());
            output.putString(value.getCountry());
            output.putString(value.getVariant());
        } else {
            output.putString(value.toLanguageTag());
        }
    }

    private static Locale plain(Locale value) {
        return Locale.of(value.getLanguage(), value.getCountry(), value.getVariant());
    }

    private static Locale takeLocale(FrameInput input) {
        return input.takeByte() != 0
                ? Locale.of(input.takeString(), input.takeString(), input.takeString())
                : Locale.forLanguageTag(input.takeString());
    }

    private static void putHexFormat(HexFormat value, FrameOutput output) {
        output.putByte(value.isUpperCase() ? 1 : 0);
        output.putString(value.delimiter());
        output.putString(value.prefix());
        output.putString(value.suffix());
    }

    private static HexFormat takeHexFormat(FrameInput input) {
        boolean isUpperCase = input.takeByte() != 0;
        HexFormat format =
                HexFormat.ofDelimiter(input.takeString())
                        .withPrefix(input.takeString())
                        .withSuffix(input.takeString());
        return isUpperCase ? format.withUpperCase() : format;
    }
}
