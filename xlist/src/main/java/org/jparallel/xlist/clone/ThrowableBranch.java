// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.io.ObjectStreamField;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Exceptions and errors of one class, in exactly the state of the original.
///
/// ```
/// class
/// parts: flags | message | stack trace | cause | own fields … | suppressed …
/// ```
///
/// No code of the class runs, at neither end: the state is read as serialization reads it, through
/// [SerialFields], and put into an object for which no constructor ran. So a message that the class
/// computes is computed by its clone, a cause that was not decided can still be, and a class whose
/// constructors want what nobody has any more comes back all the same.
///
/// Own fields are those that the class, and those above it up to [Throwable], declare for
/// serialization: neither static nor transient. An error must get through, whatever hangs on it: a
/// field whose value cannot be cloned is left out, and is null or zero in the clone. That is found
/// out by a *trial*: the value is written by another writer first, in vain, and read, unless it
/// shares something, whose count nobody would give back. A trial leaves out the own fields of every
/// exception that it meets, since they cannot make it fail; so each field is tried once, however
/// deep exceptions lie in fields of exceptions.
///
/// Rejected: constructors, of which none fits all classes and which run code of the user; going
/// back in the frame when a field fails, which every codec would have to be able to.
final class ThrowableBranch implements Branch {
    /// `cause`, `detailMessage`, `stackTrace`, `suppressedExceptions`
    private static final SerialFields STATE = SerialFields.of(Throwable.class);

    /// Makes the stack trace from what the JVM noted, if that was not done yet.
    private static final MethodHandle WRITER = SerialFields.writer(Throwable.class);

    // Flags.
    private static final int UNDECIDED_CAUSE = 1;
    private static final int SUPPRESSES = 2;

    // Parts.
    private static final int FLAGS = 0;
    private static final int MESSAGE = 1;
    private static final int STACK_TRACE = 2;
    private static final int CAUSE = 3;
    private static final int OWN = 4;

    private final int classNumber;
    private final Constructor<?> maker;
    private final List<SerialFields> own = new ArrayList<>();
    private final List<ObjectStreamField> ownFields = new ArrayList<>();

    ThrowableBranch(Class<?> type) {
        classNumber = ClassTable.number(type);
        maker = SerialFields.maker(type);
        for (Class<?> each = type; each != Throwable.class; each = each.getSuperclass()) {
            for (SerialFields fields : SerialFields.declaredBy(each)) {
                own.add(fields);
                ownFields.addAll(fields.all());
            }
        }
    }

    @Override
    public int tag() {
        return FrameLayout.THROWABLE;
    }

    @Override
    public boolean isBuilt() {
        return false;
    }

    @Override
    public void writeHead(Object value, FrameOutput output) {
        output.putCount(classNumber);
    }

    @Override
    public void pushParts(Object value, PartStack parts) {
        Map<String, @Nullable Object> state = SerialFields.written(WRITER, value, STATE);
        Object cause = state.get("cause");
        Object suppressed = state.get("suppressedExceptions");
        parts.push((cause == value ? UNDECIDED_CAUSE : 0) | (suppressed == null ? 0 : SUPPRESSES));
        parts.push(message(value, state.get("detailMessage")));
        parts.push(stackTrace(state.get("stackTrace")));
        parts.push(cause == value ? null : cause);
        for (SerialFields fields : own) {
            for (Object field : fields.read(value)) {
                parts.push(isCloneable(field, parts) ? field : null);
            }
        }
        if (suppressed != null) {
            synchronized (value) {
                ((Collection<?>) suppressed).forEach(parts);
            }
        }
    }

    /// {@return the message to keep: where a null pointer has none, the one that the JVM makes up
    /// from where it was thrown, since a clone is thrown nowhere}
    private static @Nullable Object message(Object value, @Nullable Object written) {
        return written == null && value.getClass() == NullPointerException.class
                ? ((NullPointerException) value).getMessage()
                : written;
    }

    /// {@return the stack trace, or null if it can never be set}
    ///
    /// @param written what the JDK writes: for none ever, an element that no code has
    private static @Nullable Object stackTrace(@Nullable Object written) {
        boolean isNone =
                written instanceof StackTraceElement[] trace
                        && trace.length == 1
                        && trace[0].getClassName().isEmpty()
                        && trace[0].getLineNumber() == Integer.MIN_VALUE;
        return isNone ? null : written;
    }

    private static boolean isCloneable(@Nullable Object field, PartStack parts) {
        return field == null
                || field instanceof String
                || (!parts.isTrial() && CloneWriter.accepts(field));
    }

    @Override
    public Object open(FrameInput input) {
        try {
            return maker.newInstance();
        } catch (ReflectiveOperationException failure) {
            CorruptFrameException corrupt =
                    input.corrupt("exception that none can be", classNumber);
            corrupt.initCause(failure);
            throw corrupt;
        }
    }

    @Override
    public Object close(Object opened, Parts parts) {
        int suppressedFrom = OWN + ownFields.size();
        if (parts.count() < suppressedFrom || !(parts.at(FLAGS) instanceof Integer flags)) {
            throw parts.input().corrupt("parts of an exception are missing", parts.count());
        }
        boolean isUndecided = (flags & UNDECIDED_CAUSE) != 0;
        boolean suppresses = (flags & SUPPRESSES) != 0;
        try {
            STATE.write(
                    opened,
                    new @Nullable Object[] {
                        isUndecided ? opened : parts.at(CAUSE),
                        parts.at(MESSAGE),
                        parts.at(STACK_TRACE),
                        suppresses ? suppressed(parts, suppressedFrom) : null
                    });
        } catch (ClassCastException | NullPointerException impossible) {
            throw parts.input().corrupt("impossible part of an exception", flags);
        }
        closeOwn(opened, parts);
        return opened;
    }

    /// Sets the own fields; one whose value has become of another class is left out.
    private void closeOwn(Object opened, Parts parts) {
        int index = 0;
        for (SerialFields fields : own) {
            @Nullable Object[] values = new @Nullable Object[fields.count()];
            for (int i = 0; i < values.length; i++) {
                Object value = parts.at(OWN + index);
                Class<?> fieldType = ownFields.get(index).getType();
                boolean fits = fieldType.isPrimitive() || fieldType.isInstance(value);
                values[i] = fits ? value : null;
                index++;
            }
            fields.write(opened, values);
        }
    }

    /// {@return what the JDK has for none, or a list}
    @SuppressWarnings("MixedMutabilityReturnType") // as the JDK has it
    private static List<Throwable> suppressed(Parts parts, int from) {
        if (parts.count() == from) {
            return Collections.emptyList();
        }
        List<Throwable> suppressed = new ArrayList<>(parts.count() - from);
        for (int i = from; i < parts.count(); i++) {
            suppressed.add((Throwable) Objects.requireNonNull(parts.at(i)));
        }
        return suppressed;
    }

    @Override
    public String step(Object value, int partIndex) {
        return switch (partIndex) {
            case FLAGS, MESSAGE -> ".getMessage()";
            case STACK_TRACE -> ".getStackTrace()";
            case CAUSE -> ".getCause()";
            default ->
                    partIndex < OWN + ownFields.size()
                            ? "." + ownFields.get(partIndex - OWN).getName()
                            : ".getSuppressed()[" + (partIndex - OWN - ownFields.size()) + "]";
        };
    }
}
