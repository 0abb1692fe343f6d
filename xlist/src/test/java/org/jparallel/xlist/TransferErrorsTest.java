// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.Transferable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The web platform's `transfer-errors` with four kinds of regions.
@DisplayName("transfer-errors")
class TransferErrorsTest {
    enum Kind {
        FIXED,
        RESIZABLE,
        EMPTY,
        TRANSFERRED;

        private Region make() {
            return switch (this) {
                case FIXED -> Region.allocate(8);
                case RESIZABLE -> Region.resizable(8, 16);
                case EMPTY -> Region.allocate(0);
                case TRANSFERRED -> moved(Region.allocate(8));
            };
        }
    }

    /// Calls something while it is written.
    record Getter(String text) {
        private static Runnable onRead = () -> {};

        private static Getter of(Runnable body) {
            onRead = body;
            return new Getter("");
        }

        @Override
        public String text() {
            onRead.run();
            return text;
        }
    }

    private final XList<Object> list = new XList<>();

    @AfterEach
    void closeList() {
        assertThat(list.isEmpty()).isTrue();
        list.close();
    }

    private static Region moved(Region region) {
        return StructuredClone.copy(region, region);
    }

    private static void fail() {
        throw new IllegalArgumentException("from the getter");
    }

    private void assertRefused(String message, Object value, Transferable... transfers) {
        assertThatExceptionOfType(NotCloneableException.class)
                .isThrownBy(() -> list.transfer(value, transfers))
                .withMessage(message);
        assertThatExceptionOfType(NotCloneableException.class)
                .isThrownBy(() -> StructuredClone.copy(value, transfers))
                .withMessage(message);
    }

    @Test
    @DisplayName("Cannot transfer all objects")
    void takesRegionsAlone() {
        assertThat(Transferable.class.isSealed()).isTrue();
        assertThat(Transferable.class.getPermittedSubclasses()).containsExactly(Region.class);
        Transferable[] withNull = {null};
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> list.transfer("value", withNull))
                .withMessage("transferable");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Cannot transfer the same object twice")
    void refusesTheSameTwice(Kind kind) {
        try (Region other = Region.allocate(8);
                Region region = kind.make()) {
            assertRefused(
                    "transfers[2]: org.jparallel.xlist.region.Region (it is listed twice)",
                    region,
                    region,
                    other,
                    region);
            assertThat(region.isDetached()).isFalse();
            assertThat(other.isDetached()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A detached object cannot be transferred again")
    void refusesTheDetached(Kind kind) {
        try (Region other = Region.allocate(8);
                Region region = kind.make();
                Region moved = moved(region)) {
            assertThat(moved.isDetached()).isFalse();
            assertRefused(
                    "transfers[1]: org.jparallel.xlist.region.Region (it is detached)",
                    "not in it",
                    other,
                    region);
            assertRefused(
                    "transfers[0]: org.jparallel.xlist.region.Region (it is detached)",
                    region,
                    region);
            assertRefused("root: org.jparallel.xlist.region.Region (it is detached)", region);
            assertThat(other.isDetached()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Serialize should throw before a detached object is found")
    void throwsWhatTheGetterThrowsFirst(Kind kind) {
        try (Region region = kind.make();
                Region moved = moved(region)) {
            assertThat(moved.isDetached()).isFalse();
            Object value = List.of(region, Getter.of(TransferErrorsTest::fail));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> list.transfer(value, region))
                    .withMessage("from the getter");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> StructuredClone.copy(value, region))
                    .withMessage("from the getter");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Cannot transfer an object detached while the message was serialized")
    void refusesWhatIsDetachedMeanwhile(Kind kind) {
        try (XList<Object> elsewhere = new XList<>();
                Region first = Region.allocate(8);
                Region region = kind.make()) {
            Object value = List.of(region, Getter.of(() -> elsewhere.transfer(region, region)));
            assertThatExceptionOfType(NotCloneableException.class)
                    .isThrownBy(() -> list.transfer(value, first, region))
                    .withMessage(
                            "transfers[1]: org.jparallel.xlist.region.Region (it is detached)");
            assertThat(first.isDetached()).isFalse();
            assertThat(region.isDetached()).isTrue();
            try (Region moved = (Region) elsewhere.pop()) {
                assertThat(moved.isDetached()).isFalse();
            }
        }
    }

    @Test
    @DisplayName("A region closed while the message was serialized cannot be transferred")
    void refusesWhatIsClosedMeanwhile() {
        Region region = Region.allocate(8);
        Object value = Arrays.asList(Getter.of(region::close), region);
        assertThatExceptionOfType(NotCloneableException.class)
                .isThrownBy(() -> StructuredClone.copy(value, region))
                .withMessage("transfers[0]: org.jparallel.xlist.region.Region (it is closed)");
        assertThatExceptionOfType(NotCloneableException.class)
                .isThrownBy(() -> StructuredClone.copy(value))
                .withMessage("root[1]: org.jparallel.xlist.region.Region (it is closed)");
    }

    @Test
    @DisplayName("A region of another thread cannot be transferred")
    void refusesWhatIsAnothers() throws Exception {
        Region region = Threads.start(() -> Region.allocate(8)).result();
        assertRefused(
                "transfers[0]: org.jparallel.xlist.region.Region (it belongs to another thread)",
                "",
                region);
        assertRefused(
                "root: org.jparallel.xlist.region.Region (it belongs to another thread)", region);
        assertThat(region.isDetached()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Nothing is detached if the value cannot be cloned")
    void detachesNothingIfTheValueIsRefused(TransferDoor door) {
        try (Region region = Region.allocate(8)) {
            region.segment().set(ValueLayout.JAVA_LONG, 0, 42);
            Object value = List.of(region, new Object());
            assertThatExceptionOfType(NotCloneableException.class)
                    .isThrownBy(() -> door.pass(value, region))
                    .withMessage("root[1]: java.lang.Object");
            assertThat(region.segment().get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
        }
    }
}
