// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.tcp;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// Which callbacks a class of protocols overrides.
///
/// @param hearsData whether it wants bytes
/// @param hearsLines whether it wants lines
/// @param hearsSends whether it wants to know how its sends end
record CallbackSet(boolean hearsData, boolean hearsLines, boolean hearsSends) {
    private static final ClassValue<CallbackSet> SETS =
            new ClassValue<>() {
                @Override
                protected CallbackSet computeValue(Class<?> type) {
                    return new CallbackSet(
                            overrides(type, "dataReceived", MemorySegment.class),
                            overrides(type, "linesReceived", List.class),
                            overrides(type, "sendComplete", long.class)
                                    || overrides(
                                            type, "sendFailed", long.class, Throwable.class));
                }
            };

    static CallbackSet of(ConnectionCallbacks callbacks) {
        return SETS.get(callbacks.getClass());
    }

    /// Refuses settings that do not fit.
    void requireFit(ProtocolSettings settings, ConnectionCallbacks callbacks) {
        if (settings.linesMode() && !hearsLines) {
            throw misfit("lines mode without linesReceived", callbacks);
        }
        if (hearsLines && !settings.linesMode()) {
            throw misfit("linesReceived without lines mode", callbacks);
        }
        if (settings.linesMode() && hearsData) {
            throw misfit("dataReceived in lines mode", callbacks);
        }
        if (hasNextBytes(settings) && (hearsData || hearsLines)) {
            throw misfit("next bytes to send beside dataReceived or linesReceived", callbacks);
        }
    }

    private static IllegalArgumentException misfit(String what, ConnectionCallbacks callbacks) {
        return new IllegalArgumentException(
                what + ": protocol=" + callbacks.getClass().getName());
    }

    /// {@return whether what arrives is of interest}
    boolean isInterested(ProtocolSettings settings) {
        return hearsData || hearsLines || hasNextBytes(settings);
    }

    @SuppressWarnings("ReferenceEquality") // the constant stands for having none
    static boolean hasNextBytes(ProtocolSettings settings) {
        return settings.nextBytesToSend() != BytesToSend.NONE;
    }

    @SuppressWarnings("ReferenceEquality") // the constant stands for having none
    static boolean hasInitialBytes(ProtocolSettings settings) {
        return settings.initialBytesToSend() != BytesToSend.NONE;
    }

    private static boolean overrides(Class<?> type, String name, Class<?>... behindConnection) {
        Class<?>[] parameters = new Class<?>[behindConnection.length + 1];
        parameters[0] = Connection.class;
        System.arraycopy(behindConnection, 0, parameters, 1, behindConnection.length);
        try {
            return type.getMethod(name, parameters).getDeclaringClass()
                    != ConnectionCallbacks.class;
        } catch (NoSuchMethodException failure) {
            throw new LinkageError("no such callback: name=" + name, failure);
        }
    }
}
