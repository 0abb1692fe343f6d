// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.util.ArrayList;
import java.util.List;
import org.jparallel.guard.AnyThread;
import org.jspecify.annotations.Nullable;

/// Judges what an object has in its fields; a lambda has what it captures in fields of its own.
@AnyThread
public final class CaptureReader {
    private static final String ROOT = "root";

    private CaptureReader() {}

    /// {@return the fields of an object; a refused one if they cannot be read}
    ///
    /// @param holder a lambda, or any other object
    public static List<Field> read(Object holder) {
        Class<?> type = holder.getClass();
        if (ShareKind.of(type) != ShareKind.FIELDS) {
            return List.of(judge("itself", type, holder));
        }
        FinalFields fields = FinalFields.of(type);
        if (!fields.isReadable()) {
            return List.of(
                    new Field(
                            "fields",
                            type.getName(),
                            Verdict.REFUSED,
                            fields.objection()));
        }
        List<Field> judged = new ArrayList<>();
        for (int i = 0; i < fields.fields().size(); i++) {
            Class<?> declared = fields.fields().get(i).getType();
            judged.add(judge(fields.name(i), declared, fields.value(i, holder)));
        }
        if (fields.objection().equals(FinalFields.CHANGES)) {
            String above = jdkClass(type).getName();
            judged.add(
                    new Field("super", above, Verdict.REFUSED, "super: " + FinalFields.CHANGES));
        }
        return judged;
    }

    private static Class<?> jdkClass(Class<?> type) {
        Class<?> each = type;
        while (!Codecs.isOfJdk(each)) {
            each = each.getSuperclass();
        }
        return each;
    }

    private static Field judge(String name, Class<?> declared, @Nullable Object value) {
        String type = type(value, declared).getName();
        if (value == null || ShareCheck.find(value).isEmpty()) {
            return new Field(name, type, Verdict.SHAREABLE, "");
        }
        String refusal = refusal(value);
        return refusal.isEmpty()
                ? new Field(name, type, Verdict.CLONEABLE, "")
                : new Field(name, type, Verdict.REFUSED, name + refusal.substring(ROOT.length()));
    }

    private static Class<?> type(@Nullable Object value, Class<?> declared) {
        return value == null || declared.isPrimitive() ? declared : value.getClass();
    }

    /// {@return why a value cannot be cloned; empty if it can}
    private static String refusal(Object value) {
        CloneWriter writer = CloneWriter.current();
        try {
            writer.write(value);
            return "";
        } catch (CloneRefusal refused) {
            return String.valueOf(refused.getMessage());
        } finally {
            writer.reset();
        }
    }

    /// What may be done with a value.
    @AnyThread
    public enum Verdict {
        /// All threads may have it.
        SHAREABLE,

        /// It can be cloned.
        CLONEABLE,

        /// Neither.
        REFUSED
    }

    /// A field with its value judged.
    ///
    /// @param name its name
    /// @param type the class of its value, or its own if that is null or primitive
    /// @param verdict what may be done with the value
    /// @param objection why it is refused, else empty
    @AnyThread
    public record Field(String name, String type, Verdict verdict, String objection) {}
}
