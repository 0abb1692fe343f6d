// SPDX-License-Identifier: Apache-2.0
/// What contexts share with the main thread: containers that they write, objects that they lock,
/// critical sections, events that they wait for, data that they read.
package org.jparallel.protect;
