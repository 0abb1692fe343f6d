// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Objects;
import org.apache.fory.Fory;
import org.apache.fory.memory.MemoryBuffer;
import org.jparallel.guard.MainThread;
import org.jparallel.xlist.XList;
import org.jparallel.xlist.clone.CloneReader;
import org.jparallel.xlist.clone.CloneWriter;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// The ways to a deep copy through bytes, each as its users would set it up: classes registered,
/// references tracked, one thread.
@MainThread
public final class Cloners {
    /// A young generation that is soon touched as a whole, for all contestants: else most of what
    /// is measured is the system finding pages for new objects.
    static final String YOUNG = "-Xmn256m";

    private static final int BUFFER_BYTES = 1 << 12;

    private Cloners() {}

    /// Ours: into a frame and out of it, all of it bytes.
    @State(Scope.Thread)
    public static class Frames {
        Object copy(Object value) {
            CloneWriter writer = CloneWriter.current();
            writer.write(value);
            Object copy = CloneReader.current().read(writer);
            writer.reset();
            return Objects.requireNonNull(copy);
        }
    }

    /// Ours: through a list.
    @State(Scope.Thread)
    public static class Lists {
        private final XList<Object> list = new XList<>();

        Object copy(Object value) {
            list.push(value);
            return list.pop();
        }

        /// Frees the list.
        @TearDown
        public void close() {
            list.close();
        }
    }

    /// Fory with a new array of bytes for each value, or with one buffer for all.
    @State(Scope.Thread)
    public static class ForyCodec {
        private final Fory fory =
                Fory.builder()
                        .withXlang(false)
                        .withCompatible(false)
                        .withRefTracking(true)
                        .requireClassRegistration(true)
                        .withAsyncCompilation(false)
                        .build();
        private final MemoryBuffer buffer = MemoryBuffer.newHeapBuffer(BUFFER_BYTES);

        /// Registers what is copied.
        public ForyCodec() {
            fory.register(Order.class);
        }

        Object copy(Object value) {
            return fory.deserialize(fory.serialize(value));
        }

        Object copyByBuffer(Object value) {
            buffer.writerIndex(0);
            fory.serialize(buffer, value);
            buffer.readerIndex(0);
            return fory.deserialize(buffer);
        }
    }

    /// Kryo with one buffer for all values.
    @State(Scope.Thread)
    public static class KryoCodec {
        private final Kryo kryo = new Kryo();
        private final Output output = new Output(BUFFER_BYTES, -1);
        private final Input input = new Input();

        /// Registers what is copied.
        public KryoCodec() {
            kryo.setReferences(true);
            kryo.register(Order.class);
            kryo.register(ArrayList.class);
            kryo.register(HashMap.class);
        }

        Object registerAndCopy(Object value) {
            kryo.register(value.getClass());
            return copy(value);
        }

        Object copy(Object value) {
            output.reset();
            kryo.writeClassAndObject(output, value);
            input.setBuffer(output.getBuffer(), 0, output.position());
            return kryo.readClassAndObject(input);
        }
    }

    /// The JDK's own serialization.
    @State(Scope.Thread)
    public static class JavaCodec {
        Object copy(Object value) throws IOException, ClassNotFoundException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
                output.writeObject(value);
            }
            try (ObjectInputStream input =
                    new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return input.readObject();
            }
        }
    }
}
