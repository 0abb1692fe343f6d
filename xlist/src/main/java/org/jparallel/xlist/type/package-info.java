// SPDX-License-Identifier: Apache-2.0
/// What a user says about clones: how much one may take, and which of his classes can be cloned.
package org.jparallel.xlist.type;
