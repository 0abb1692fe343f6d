// SPDX-License-Identifier: Apache-2.0
/// Interlocked lists with a heap of their own, and structured clone.
@org.jspecify.annotations.NullMarked
module org.jparallel.xlist {
    requires transitive org.jparallel.core;
    requires jdk.unsupported;
    requires static transitive org.jspecify;

    exports org.jparallel.xlist;
    exports org.jparallel.xlist.region;
    exports org.jparallel.xlist.type;

    uses org.jparallel.xlist.type.CloneType;

    provides org.jparallel.work.CloneService with
            org.jparallel.xlist.crossing.CloneCrossing;
}
