// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jparallel.Async;
import org.jparallel.io.Protocol;
import org.jparallel.io.TcpServer;
import org.jparallel.xlist.NotCloneableException;
import org.jparallel.xlist.region.LongView;
import org.jparallel.xlist.region.Region;
import org.jparallel.xlist.region.RegionSlice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a connection keeps comes out as it went in: one value of each kind that the batteries of
/// structured clone have, on the event loop of a connection of its own.
@Timeout(60)
final class KeptKindsTest {
    private Async async;

    @BeforeEach
    void open() {
        async = Async.open();
    }

    @AfterEach
    void close() {
        async.close();
        assertThat(async.statistics().arenaBytes()).isZero();
    }

    private record Point(int x, @Nullable Object y) {}

    private static Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("boolean", true);
        values.put("number", -0.0);
        values.put("long", Long.MIN_VALUE);
        values.put("string", "a\0b\ud800");
        values.put("wide string", "\u4e2d".repeat(10_000));
        values.put("big number", BigInteger.TWO.pow(100));
        values.put("decimal", new BigDecimal("1.10"));
        values.put("instant", Instant.EPOCH.plusNanos(1));
        values.put("id", new UUID(1, 2));
        values.put("duration", Duration.ofDays(-1));
        values.put("enum", TimeUnit.DAYS);
        values.put("optional", Optional.of(List.of()));
        values.put("bits", BitSet.valueOf(new long[] {5, 0, 1}));
        values.put("record", new Point(1, new Point(2, null)));
        values.put("list", new ArrayList<>(Arrays.asList("a", null, 1)));
        values.put("fixed list", List.of(1, "two", 3.0));
        values.put("copies", new ArrayList<>(Collections.nCopies(50_000, "x")));
        values.put("map", new HashMap<>(Map.of("key", List.of(1L))));
        values.put("sorted map", new TreeMap<>(Map.of("b", 1, "a", 2)));
        values.put("enum map", new EnumMap<>(Map.of(TimeUnit.DAYS, 1)));
        values.put("set", new HashSet<>(Set.of(1, 2, 3)));
        values.put("concurrent map", new ConcurrentHashMap<>(Map.of(1, 2)));
        values.put("list copied on write", new CopyOnWriteArrayList<>(List.of(1, 2)));
        values.put("wrapper", Collections.unmodifiableList(new ArrayList<>(List.of(1))));
        return values;
    }

    /// Keeps and asks for what it is told, in its event loop, and answers what went wrong.
    private static final class Keeping implements Protocol {
        @Override
        public ProtocolSettings settings() {
            return ProtocolSettings.standard().withLinesMode(true);
        }

        @Override
        public void linesReceived(Connection connection, List<String> lines) {
            for (String order : lines) {
                List<String> wrong = new ArrayList<>();
                switch (order) {
                    case "equal" -> keepEqual(connection, wrong);
                    case "arrays" -> keepArrays(connection, wrong);
                    case "graphs" -> keepGraphs(connection, wrong);
                    case "regions" -> keepRegions(connection, wrong);
                    default -> keepRefused(connection, wrong);
                }
                connection.send(wrong + "\n");
            }
        }

        private static Object passed(Connection connection, Object value) {
            connection.keep("key", value);
            return connection.kept("key", Object.class).orElseThrow();
        }

        private static void check(boolean isRight, String name, List<String> wrong) {
            if (!isRight) {
                wrong.add(name);
            }
        }

        private static void keepEqual(Connection connection, List<String> wrong) {
            values().forEach(
                    (name, value) -> {
                        Object copy = passed(connection, value);
                        check(copy.getClass() == value.getClass(), name + " class", wrong);
                        check(copy.equals(value), name, wrong);
                    });
        }

        private static void keepArrays(Connection connection, List<String> wrong) {
            Object[] arrays = {
                new byte[] {1, -1},
                new boolean[] {true, false},
                new char[] {'a', '\ud800'},
                new long[20_000],
                new double[] {Double.NaN, -0.0},
                new String[] {"a", null},
                new int[][] {{1}, {}}
            };
            Object[] copies = (Object[]) passed(connection, arrays);
            check(Arrays.deepEquals(copies, arrays), "arrays", wrong);
        }

        private static void keepGraphs(Connection connection, List<String> wrong) {
            List<Object> cycle = new ArrayList<>();
            cycle.add(cycle);
            List<?> copy = (List<?>) passed(connection, cycle);
            check(copy != cycle && copy.getFirst() == copy, "cycle", wrong);
            ArrayDeque<Object> shared = new ArrayDeque<>(List.of(1));
            List<?> both = (List<?>) passed(connection, List.of(shared, shared));
            check(both.get(0) == both.get(1) && both.get(0) != shared, "identity", wrong);
            Exception failure = new IllegalStateException("message", new Exception("cause"));
            Exception same = (Exception) passed(connection, failure);
            check("message".equals(same.getMessage()), "message", wrong);
            check("cause".equals(same.getCause().getMessage()), "cause", wrong);
        }

        private static void keepRegions(Connection connection, List<String> wrong) {
            try (Region region = Region.allocate(32)) {
                region.longs().set(2, 42);
                RegionSlice slice = (RegionSlice) passed(connection, region.slice(16, 8));
                check(slice.region().longs().at(2) == 42, "slice", wrong);
                LongView view = (LongView) passed(connection, region.longs(16));
                check(view.at(0) == 42 && view.size() == 2, "view", wrong);
                slice.region().close();
                view.region().close();
            }
        }

        private static void keepRefused(Connection connection, List<String> wrong) {
            Object before = List.of("before");
            connection.keep("key", before);
            for (Object refused : List.of(new Thread(), (Runnable) () -> {}, new Object())) {
                try {
                    connection.keep("key", List.of(refused));
                    wrong.add(refused.getClass().getName());
                } catch (NotCloneableException expected) {
                    check("root[0]".equals(expected.path()), "path", wrong);
                }
            }
            check(connection.kept("key", List.class).equals(Optional.of(before)), "kept", wrong);
        }
    }

    @Test
    void comeOutAsTheyWentIn() throws Exception {
        TcpServer server = async.register(TcpServer.bind("127.0.0.1", 0, Keeping::new));
        try (Peer peer = Peer.of(server)) {
            for (String order : List.of("equal", "arrays", "graphs", "regions", "refused")) {
                assertThat(peer.send(order + "\n").readOnce()).as(order).isEqualTo("[]\n");
            }
        }
    }
}
