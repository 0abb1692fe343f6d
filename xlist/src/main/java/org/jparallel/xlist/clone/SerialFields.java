// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields that one class declares for serialization, read from and written into its instances.
///
/// `sun.reflect.ReflectionFactory` of the module `jdk.unsupported` exists for libraries that do so:
/// it reads and writes these fields of any serializable class, open to us or not, without an option
/// of the JVM. No byte stream is involved, and no constructor or method of the class runs.
///
/// Rejected: deep reflection, which closed packages refuse.
final class SerialFields {
    private static final Object FACTORY = factory();

    private final List<ObjectStreamField> all;
    private final MethodHandle write;
    private final MethodHandle read;

    private SerialFields(Class<?> type, MethodHandle write, MethodHandle read) {
        all = List.of(ObjectStreamClass.lookup(type).getFields());
        this.write =
                write.asType(
                        MethodType.methodType(
                                void.class, Object.class, ObjectOutputStream.class));
        this.read =
                read.asType(
                        MethodType.methodType(void.class, Object.class, ObjectInputStream.class));
    }

    /// {@return the fields of a class; none if it hides them from serialization}
    static List<SerialFields> declaredBy(Class<?> type) {
        MethodHandle write = handle("defaultWriteObjectForSerialization", type);
        MethodHandle read = handle("defaultReadObjectForSerialization", type);
        return write == null || read == null
                ? List.of()
                : List.of(new SerialFields(type, write, read));
    }

    /// {@return the fields of a class of the JDK that has some}
    static SerialFields of(Class<?> type) {
        return declaredBy(type).getFirst();
    }

    /// {@return what the class itself writes, in code of the JDK, when it is serialized}
    static MethodHandle writer(Class<?> type) {
        MethodHandle writer = handle("writeObjectForSerialization", type);
        if (writer == null) {
            throw new ExceptionInInitializerError("no writeObject: type=" + type.getName());
        }
        return writer.asType(
                MethodType.methodType(void.class, Object.class, ObjectOutputStream.class));
    }

    /// {@return what writes these fields of an object, as serialization does}
    MethodHandle writer() {
        return write;
    }

    /// {@return how many there are}
    int count() {
        return all.size();
    }

    /// {@return all of them: the primitive ones first, and then by name}
    List<ObjectStreamField> all() {
        return all;
    }

    /// {@return the values of the fields, primitive ones boxed, in the order of [#all]}
    @Nullable Object[] read(Object value) {
        Map<String, @Nullable Object> fields = written(write, value);
        @Nullable Object[] values = new @Nullable Object[all.size()];
        for (int i = 0; i < all.size(); i++) {
            values[i] = fields.get(all.get(i).getName());
        }
        return values;
    }

    /// {@return the value of one field}
    @Nullable Object read(Object value, String name) {
        return written(write, value).get(name);
    }

    /// Sets the fields.
    ///
    /// @param values as [#read(Object)] gave them; null sets a primitive field to zero
    /// @throws ClassCastException if a value is not of the type of its field; nothing is set then
    void write(Object value, @Nullable Object[] values) {
        Map<String, @Nullable Object> fields = HashMap.newHashMap(all.size());
        for (int i = 0; i < all.size(); i++) {
            fields.put(all.get(i).getName(), values[i]);
        }
        try {
            read.invokeExact(value, (ObjectInputStream) new FieldSource(fields));
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// {@return what an object writes of itself, by name}
    ///
    /// @param writer as [#writer] gave it
    static Map<String, @Nullable Object> written(MethodHandle writer, Object value) {
        return written(writer, value, (MethodHandle) null);
    }

    /// {@return what an object writes of itself, by name}
    ///
    /// @param writer as [#writer] gave it
    /// @param declared what it writes when it asks for its declared fields
    static Map<String, @Nullable Object> written(
            MethodHandle writer, Object value, SerialFields declared) {
        return written(writer, value, declared.write);
    }

    private static Map<String, @Nullable Object> written(
            MethodHandle writer, Object value, @Nullable MethodHandle declared) {
        try {
            FieldSink sink = new FieldSink(value, declared);
            writer.invokeExact(value, (ObjectOutputStream) sink);
            return sink.fields();
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// {@return makes instances without running a constructor of the class, or of one above it}
    static Constructor<?> maker(Class<?> type) {
        try {
            return (Constructor<?>)
                    FACTORY.getClass()
                            .getMethod(
                                    "newConstructorForSerialization",
                                    Class.class,
                                    Constructor.class)
                            .invoke(FACTORY, type, Object.class.getDeclaredConstructor());
        } catch (ReflectiveOperationException failure) {
            throw new LinkageError("no maker: type=" + type.getName(), failure);
        }
    }

    private static @Nullable MethodHandle handle(String method, Class<?> type) {
        try {
            return (MethodHandle)
                    FACTORY.getClass().getMethod(method, Class.class).invoke(FACTORY, type);
        } catch (ReflectiveOperationException failure) {
            throw new LinkageError("no such method: name=" + method, failure);
        }
    }

    private static Object factory() {
        try {
            return Class.forName("sun.reflect.ReflectionFactory")
                    .getMethod("getReflectionFactory")
                    .invoke(null);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }
}
