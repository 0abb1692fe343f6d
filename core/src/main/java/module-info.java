// SPDX-License-Identifier: Apache-2.0
/// Contexts, arenas, dispatch and the main loop.
@org.jspecify.annotations.NullMarked
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module org.jparallel.core {
    requires transitive chronicle.bytes;
    requires transitive chronicle.core;
    requires com.lmax.disruptor;
    // Chronicle, an automatic module, cannot say itself that it needs these two.
    requires java.management;
    requires jdk.unsupported;
    requires org.slf4j;
    requires static transitive org.jspecify;

    uses org.jparallel.work.CloneService;
    uses org.slf4j.spi.SLF4JServiceProvider;

    exports org.jparallel;
    exports org.jparallel.arena;
    exports org.jparallel.context;
    exports org.jparallel.guard;
    exports org.jparallel.protect;
    exports org.jparallel.work;
}
