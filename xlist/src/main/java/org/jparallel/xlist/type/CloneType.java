// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.type;

import org.jparallel.guard.AnyThread;

/// How the objects of one class of a user are cloned: what is written of one, and how another one
/// is made of that.
///
/// ```java
/// final class MoneyType implements CloneType<Money> {
///     public Class<Money> type() {
///         return Money.class;
///     }
///
///     public void write(Money money, CloneSink sink) {
///         sink.putLong(money.cents());
///         sink.putValue(money.currency());
///     }
///
///     public Money read(CloneSource source) {
///         return new Money(source.takeLong(), source.takeValue(Currency.class));
///     }
/// }
/// ```
///
/// It stands for exactly that class; subclasses are refused, unless they have one of their own. It
/// is registered by `StructuredClone.register`, or named as a service provider: in
/// `META-INF/services/org.jparallel.xlist.type.CloneType`, or by `provides` in a module. Providers
/// are looked for by the class loader of a class when the first class of that loader is cloned.
///
/// An object is written once in each clone, however often it is referred to, and what refers to it
/// refers to one clone. It is made after all that it was written with: so it may lie on a cycle
/// only together with something that is filled later, such as a list.
///
/// **Threads.** Any, several at once.
///
/// **Errors.** What [#write] or [#read] throws comes out of the clone, the very same object; source
/// and container are as they were.
///
/// @param <T> the class
@AnyThread
public interface CloneType<T> {
    /// {@return the class whose objects are cloned so}
    Class<T> type();

    /// Writes what [#read] needs.
    ///
    /// @param value an object of exactly that class
    /// @param sink takes what is written, until this returns
    /// @throws Exception anything; it comes out of the clone
    void write(T value, CloneSink sink) throws Exception;

    /// Makes an object.
    ///
    /// Numbers and bytes come in the order in which they were put, and so do values and payloads.
    /// All of them must be taken.
    ///
    /// @param source what [#write] put, until this returns
    /// @return an object of exactly that class
    /// @throws Exception anything; it comes out of the clone
    T read(CloneSource source) throws Exception;
}
