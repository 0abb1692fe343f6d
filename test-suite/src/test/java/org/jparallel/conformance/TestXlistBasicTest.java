// SPDX-License-Identifier: Apache-2.0
package org.jparallel.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.jparallel.xlist.XList;
import org.junit.jupiter.api.Test;

/// `TestXlistBasic` of PyParallel's `Lib/async/test/test_xlist.py`, a comment there.
///
/// | test | pins |
/// |---|---|
/// | `testBasicLen` | what is pushed is counted |
/// | `testBasicPop` | what is popped equals what was pushed, and is gone. Here it is a clone |
class TestXlistBasicTest {
    @Test
    void testBasicLen() {
        XList<Integer> list = new XList<>();
        list.push(1);
        assertThat(list.size()).isEqualTo(1);
        list.close();
    }

    @Test
    void testBasicPop() {
        XList<Integer> list = new XList<>();
        list.push(1);
        assertThat(list.pop()).isEqualTo(1);
        assertThat(list.size()).isZero();
        list.close();
    }
}
