// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import org.jparallel.xlist.type.CloneType;

/// Objects of one class by its clone type: class; then bytes, texts, values and payloads as parts,
/// in the order in which they were put.
///
/// Each object is written by one call and made by one call, whose exceptions are passed on as they
/// are.
///
/// @param <T> the class
final class TypeBranch<T> implements Branch {
    private final Class<T> type;
    private final CloneType<T> cloneType;
    private final int classNumber;

    private TypeBranch(Class<T> type, CloneType<T> cloneType) {
        this.type = type;
        this.cloneType = cloneType;
        classNumber = ClassTable.number(type);
    }

    /// {@return the codec of a class with its clone type}
    @SuppressWarnings("unchecked") // registered for this very class
    static <T> Codec of(Class<T> type, CloneType<?> cloneType) {
        return new TypeBranch<>(type, (CloneType<T>) cloneType);
    }

    @Override
    public int tag() {
        return FrameLayout.CLONE_TYPE;
    }

    @Override
    public boolean isBuilt() {
        return true;
    }

    @Override
    public boolean asksUser() {
        return true;
    }

    @Override
    public void writeHead(Object value, FrameOutput output) {
        output.putCount(classNumber);
    }

    @Override
    public void pushParts(Object value, PartStack parts) {
        TypeSink sink = new TypeSink(parts);
        try {
            cloneType.write(type.cast(value), sink);
        } catch (Throwable ofTheUser) {
            throw UserCode.<RuntimeException>passOn(ofTheUser);
        } finally {
            sink.close();
        }
    }

    @Override
    public Object open(FrameInput input) {
        return this;
    }

    @Override
    public Object close(Object opened, Parts parts) {
        TypeSource source = new TypeSource(cloneType, parts);
        T made;
        try {
            made = cloneType.read(source);
        } catch (Throwable ofTheUser) {
            throw UserCode.<RuntimeException>passOn(ofTheUser);
        } finally {
            source.close();
        }
        source.requireEnd();
        requireExact(made);
        return made;
    }

    @Override
    public String step(Object value, int partIndex) {
        return partIndex == 0 ? "" : ".written[" + (partIndex - 1) + "]";
    }

    private void requireExact(Object made) {
        if (made == null || made.getClass() != type) {
            throw new IllegalStateException(
                    "clone type made an object of another class: cloneType="
                            + cloneType.getClass().getName()
                            + " type="
                            + type.getName()
                            + " made="
                            + (made == null ? "null" : made.getClass().getName()));
        }
    }
}
