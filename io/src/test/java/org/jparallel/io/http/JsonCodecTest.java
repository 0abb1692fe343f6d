// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Jackson's codec")
final class JsonCodecTest {
    private static final JsonCodec CODEC = JsonCodec.jackson();

    record Point(int x, int y) {}

    interface Shapeless {}

    static final class Knot {
        public Knot getKnot() {
            return this;
        }
    }

    /// Tells when it is flushed or closed, which the codec must leave to its user.
    private static final class Target extends ByteArrayOutputStream {
        @Override
        public void flush() {
            throw new IllegalStateException("flushed");
        }

        @Override
        public void close() {
            throw new IllegalStateException("closed");
        }
    }

    @Test
    void writesAndReads() {
        Target target = new Target();
        CODEC.write(List.of(Map.of("é", new Point(1, 2))), target);
        assertThat(target.toString(StandardCharsets.UTF_8))
                .isEqualTo("[{\"é\":{\"x\":1,\"y\":2}}]");
        assertThat(CODEC.read(stream("{\"y\":4,\"x\":3} \n"), Point.class))
                .isEqualTo(new Point(3, 4));
    }

    @Test
    void readsTypesWithParameters() throws NoSuchMethodException {
        Type points = JsonCodecTest.class.getDeclaredMethod("points").getGenericReturnType();
        assertThat(CODEC.read(stream("[{\"x\":1,\"y\":2}]"), points))
                .isEqualTo(List.of(new Point(1, 2)));
    }

    static List<Point> points() {
        return List.of();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"x\":1, | malformed JSON: line=1 column=8",
                "{\"x\":\u0001} | malformed JSON: line=1 column=7",
                "nope | malformed JSON: line=1 column=1",
                "`` | JSON is missing",
                "[1] | JSON does not fit: line=1 column=1",
                "{\"x\":\"a\"} | JSON does not fit: line=1 column=6",
                "`{\n\"z\":1}` | JSON does not fit: line=2 column=7",
                "{\"x\":1}{} | JSON does not fit: line=1 column=8",
                "null | JSON is null",
            })
    void refusesWithoutInternals(String source, String message) {
        assertThatThrownBy(() -> CODEC.read(stream(source), Point.class))
                .isInstanceOf(BadRequestException.class)
                .hasMessage(message);
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        assertThatThrownBy(() -> CODEC.read(stream("[".repeat(100_000)), Object.class))
                .isInstanceOf(BadRequestException.class)
                .hasMessage("malformed JSON");
    }

    @Test
    void tellsATypeThatJsonCannotHave() {
        assertThatThrownBy(() -> CODEC.read(stream("{}"), Shapeless.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("type cannot be read from JSON: type=" + Shapeless.class.getName());
        assertThatThrownBy(() -> CODEC.write(new Knot(), new Target()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value cannot be written as JSON: type=" + Knot.class.getName());
    }

    @Test
    void passesOnThatAStreamFails() {
        InputStream source =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("cut");
                    }

                    @Override
                    public int read(byte[] into, int at, int count) throws IOException {
                        throw new IOException("cut");
                    }
                };
        assertThatThrownBy(() -> CODEC.read(source, Point.class))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("cut");
        OutputStream target =
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("full");
                    }
                };
        assertThatThrownBy(() -> CODEC.write(new Point(1, 2), target))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("full");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                throw new IllegalStateException("closed");
            }
        };
    }
}
