// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jparallel.xlist.type.CloneSink;
import org.jparallel.xlist.type.CloneSource;
import org.jparallel.xlist.type.CloneType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A clone type of one of several applications")
final class ProvidedTypeTest {
    /// Of the loader that all applications have above them.
    public static final class Common {}

    /// Each application has its own.
    public static final class Own {
        int number = 5;
    }

    /// Each application has its own, for a class that they share.
    public static final class CommonType implements CloneType<Common> {
        @Override
        public Class<Common> type() {
            return Common.class;
        }

        @Override
        public void write(Common value, CloneSink sink) {}

        @Override
        public Common read(CloneSource source) {
            return new Common();
        }
    }

    /// Clones already when it is made.
    public static final class OwnType implements CloneType<Own> {
        public OwnType() {
            assertThat(StructuredClone.copy(List.of(new Pair(1, 2)))).hasSize(1);
        }

        @Override
        public Class<Own> type() {
            return Own.class;
        }

        @Override
        public void write(Own value, CloneSink sink) {
            sink.putInt(value.number);
        }

        @Override
        public Own read(CloneSource source) {
            Own made = new Own();
            made.number = source.takeInt();
            return made;
        }
    }

    /// Each application has its own.
    public record Pair(int left, int right) {}

    private static final List<Class<?>> OWN =
            List.of(Own.class, OwnType.class, CommonType.class, Pair.class);

    @Test
    void isTakenForItsOwnClassesAlone(@TempDir Path directory) throws Exception {
        for (Class<?> each : OWN) {
            copy(each.getName().replace('.', '/') + ".class", directory);
        }
        Path services = directory.resolve("META-INF/services");
        Files.createDirectories(services);
        Files.writeString(
                services.resolve(CloneType.class.getName()),
                CommonType.class.getName() + "\n" + OwnType.class.getName() + "\n");
        for (int i = 0; i < 2; i++) {
            try (Application application = new Application(directory.toUri().toURL())) {
                Class<?> own = application.loadClass(Own.class.getName());
                Object value = own.getConstructor().newInstance();
                assertThat(own).isNotSameAs(Own.class);
                assertThat(StructuredClone.copy(value)).isInstanceOf(own).isNotSameAs(value);
            }
        }
        assertThatThrownBy(() -> StructuredClone.copy(new Common()))
                .isInstanceOf(NotCloneableException.class)
                .hasMessage("root: " + Common.class.getName());
    }

    private static void copy(String name, Path directory) throws IOException {
        Path target = directory.resolve(name);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        ClassLoader loader = ProvidedTypeTest.class.getClassLoader();
        try (InputStream bytes = Objects.requireNonNull(loader.getResourceAsStream(name))) {
            Files.copy(bytes, target);
        }
    }

    /// Prefers its own classes to those above it.
    private static final class Application extends URLClassLoader {
        private Application(URL url) {
            super(new URL[] {url}, ProvidedTypeTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> known = findLoadedClass(name);
            if (known == null && OWN.stream().anyMatch(each -> each.getName().equals(name))) {
                return findClass(name);
            }
            return known == null ? super.loadClass(name, resolve) : known;
        }
    }
}
