// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import org.jspecify.annotations.Nullable;

/// Elements of stack traces, with what decides how they are printed: an element made by its
/// constructor would name class loader and version where the original does not.
final class StackLeaf {
    private static final SerialFields FIELDS = SerialFields.of(StackTraceElement.class);
    private static final int FIELD_COUNT = FIELDS.count();

    static final Leaf<StackTraceElement> ELEMENT =
            Leaf.ofValue(
                    FrameLayout.STACK_TRACE_ELEMENT,
                    StackTraceElement.class,
                    StackLeaf::put,
                    StackLeaf::take);

    private StackLeaf() {}

    private static void put(StackTraceElement value, FrameOutput output) {
        for (Object field : FIELDS.read(value)) {
            switch (field) {
                case Byte format -> output.putByte(format);
                case Integer line -> output.putSigned(line);
                case String text -> {
                    output.putByte(1);
                    output.putString(text);
                }
                case null -> output.putByte(0);
                default -> throw new AssertionError("unknown field: type=" + field.getClass());
            }
        }
    }

    private static StackTraceElement take(FrameInput input) {
        @Nullable Object[] fields = new @Nullable Object[FIELD_COUNT];
        for (int i = 0; i < FIELD_COUNT; i++) {
            fields[i] =
                    switch (FIELDS.all().get(i).getTypeCode()) {
                        case 'B' -> (Object) input.takeByte();
                        case 'I' -> (Object) Math.toIntExact(input.takeSigned());
                        default -> input.takeByte() == 0 ? null : input.takeString();
                    };
        }
        StackTraceElement element = new StackTraceElement("", "", null, 0);
        FIELDS.write(element, fields);
        return element;
    }
}
