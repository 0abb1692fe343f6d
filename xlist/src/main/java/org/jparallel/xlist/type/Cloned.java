// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.type;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jparallel.guard.AnyThread;

/// Says of a class that its objects may be cloned, field by field.
///
/// ```java
/// @Cloned
/// final class Account {
///     private final String owner;
///     private long cents;
///     private transient Logger log;      // null in the clone
///     …
/// }
/// ```
///
/// **What is cloned.** All fields of the class, final and private ones too, and those of the
/// classes above it, which must be annotated as well, up to `Object`. A `transient` field has its
/// default in the clone: null, zero or false. Static fields are no part of an object; the object
/// around an inner class is.
///
/// **No code of the class runs**: no constructor, no accessor, no `readObject`. So what a
/// constructor checks holds in the clone because it held in the original, and only if no other
/// thread was changing it meanwhile.
///
/// **Cycles** are kept: an object exists, its primitive fields filled, before what it refers to is
/// made.
///
/// **Subclasses.** The annotation is not inherited. An object of a subclass that does not have it
/// is refused, never reduced to what its superclass knows.
///
/// **Modules.** The package must be open to `org.jparallel.xlist`: in a named module by
/// `opens my.model to org.jparallel.xlist`. If it is not, the refusal names the option that opens
/// it. Records need no annotation, and enums stay what they are.
@AnyThread
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Cloned {}
