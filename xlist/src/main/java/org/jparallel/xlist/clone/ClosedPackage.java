// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

/// Says how to open a package whose classes cannot be reached.
final class ClosedPackage {
    /// How each such reason begins.
    static final String REASON = "its package is closed";

    private ClosedPackage() {}

    /// {@return the reason of a refusal, with the option that opens the package of a class}
    static String howToOpen(Class<?> type) {
        Module ours = ClosedPackage.class.getModule();
        String reader = ours.isNamed() ? ours.getName() : "ALL-UNNAMED";
        return REASON
                + ": --add-opens "
                + type.getModule().getName()
                + "/"
                + type.getPackageName()
                + "="
                + reader;
    }
}
