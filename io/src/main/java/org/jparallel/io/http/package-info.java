// SPDX-License-Identifier: Apache-2.0
/// HTTP/1.1: a strict parser over received bytes, routes, and responses that are written into the
/// memory they are sent from.
package org.jparallel.io.http;
