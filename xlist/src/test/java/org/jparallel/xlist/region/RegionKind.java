// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.region;

/// What views can be made of.
enum RegionKind {
    OWNED {
        @Override
        Viewable make(long byteSize) {
            return Region.resizable(byteSize, CAPACITY_BYTES);
        }

        @Override
        void grow(Viewable region, long byteSize) {
            ((Region) region).resize(byteSize);
        }
    },
    SHARED {
        @Override
        Viewable make(long byteSize) {
            return SharedRegion.growable(byteSize, CAPACITY_BYTES);
        }

        @Override
        void grow(Viewable region, long byteSize) {
            ((SharedRegion) region).grow(byteSize);
        }
    };

    static final long CAPACITY_BYTES = 4_096;

    abstract Viewable make(long byteSize);

    abstract void grow(Viewable region, long byteSize);
}
