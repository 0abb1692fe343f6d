// SPDX-License-Identifier: Apache-2.0
/// Requests, routes, responses.
package org.jparallel.io.http;
