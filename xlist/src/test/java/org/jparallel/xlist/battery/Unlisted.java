// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.battery;

import java.util.List;

/// A record whose class a test loads once more, in a class loader that alone knows it.
///
/// @param name any
/// @param rest any
record Unlisted(String name, List<Object> rest) {}
