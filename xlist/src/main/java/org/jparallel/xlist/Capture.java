// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist;

import org.jparallel.guard.AnyThread;

/// What a work has with it: a variable that a lambda captures, or a field of an object.
///
/// @param name the name of the field; those of a lambda are `arg$1`, `arg$2`, in the order in which
///     it mentions the variables, since their names are lost
/// @param type the class of its value, or its declared one if that is null
/// @param verdict what may be done with it
/// @param objection where in it and why, if it is refused; else empty
@AnyThread
public record Capture(String name, String type, Verdict verdict, String objection) {
    @Override
    public String toString() {
        String reason = objection.isEmpty() ? "" : ": " + objection;
        return name + ": " + type + " is " + verdict.text + reason;
    }

    /// What may be done with what a work has with it.
    @AnyThread
    public enum Verdict {
        /// All threads may have the very same: nobody can change it.
        SHAREABLE("shareable"),

        /// It can be changed, and cloned.
        CLONEABLE("cloneable"),

        /// It can be changed, and cannot be cloned; or it cannot be judged.
        REFUSED("refused");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }
    }
}
