// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

import java.lang.ref.Reference;
import java.net.URL;
import java.text.Format;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/// Why some classes are not cloned, and what can be done instead, where the class alone does not
/// say it.
final class Refusals {
    private static final Map<Class<?>, String> OF_TYPE =
            Map.of(
                    WeakHashMap.class,
                    "its entries go when others let go of their keys; copy it into a HashMap",
                    DelayQueue.class,
                    "its delays are code; copy it into a list",
                    SynchronousQueue.class,
                    "it never holds anything",
                    URL.class,
                    "its hash code asks the network; clone its toURI()",
                    Matcher.class,
                    "it is in the middle of a search; clone its toMatchResult().group()");

    private static final Map<Class<?>, String> OF_FAMILY =
            Map.of(
                    Future.class, "it belongs to a computation; clone its result",
                    BaseStream.class, "it can be read once; clone its toList()",
                    Iterator.class, "it is in the middle of something; clone what is left",
                    Reference.class, "it does not hold what it refers to; clone that",
                    DateTimeFormatter.class, "it is code; clone its pattern",
                    Format.class, "it is code; clone its pattern",
                    MatchResult.class, "clone its group()");

    private Refusals() {}

    /// {@return the refusal of a class that has no codec}
    static Refused of(Class<?> type) {
        return new Refused(reason(type), null);
    }

    private static String reason(Class<?> type) {
        if (isLambda(type)) {
            return "a lambda is code; pass what it captures, as a record that implements "
                    + implemented(type);
        }
        String ofType = OF_TYPE.get(type);
        if (ofType != null) {
            return ofType;
        }
        return OF_FAMILY.entrySet().stream()
                .filter(family -> family.getKey().isAssignableFrom(type))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /// {@return whether a class was made for a lambda or a method reference}
    static boolean isLambda(Class<?> type) {
        return type.isHidden() && type.isSynthetic() && type.getName().contains("$$Lambda");
    }

    private static @Nullable String implemented(Class<?> lambda) {
        Class<?>[] interfaces = lambda.getInterfaces();
        return interfaces.length == 0 ? "it" : interfaces[0].getSimpleName();
    }
}
