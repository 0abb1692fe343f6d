// SPDX-License-Identifier: Apache-2.0
package org.jparallel.io.http;

import org.jparallel.guard.AnyThread;

/// What a static directory shows.
///
/// @param index the file that is shown for a directory, or empty for none
/// @param listing whether a directory without that file is listed
/// @param linksOutside whether symbolic links may lead out of the root
/// @param heldBytes how much memory small files may take, which are then looked at only once a
///     second; zero to look at each file each time
@AnyThread
public record StaticRules(String index, boolean listing, boolean linksOutside, long heldBytes) {
    /// How many entries a listing has at most; it says when there are more.
    public static final int LIMIT_LISTED = 10_000;

    /// Creates the rules.
    ///
    /// @throws IllegalArgumentException if the index is not one visible name, or the memory is
    ///     below zero
    public StaticRules {
        if (index.startsWith(".") || index.indexOf('/') >= 0 || index.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("index is no visible file name: index=" + index);
        }
        if (heldBytes < 0) {
            throw new IllegalArgumentException("heldBytes below 0: heldBytes=" + heldBytes);
        }
    }

    /// {@return the index `index.html`, no listings, no links that leave the root, and 16 MiB for
    ///     small files}
    public static StaticRules standard() {
        return new StaticRules("index.html", false, false, 16L << 20);
    }

    /// {@return these rules with another index}
    ///
    /// @param newIndex a file's name, or empty for none
    public StaticRules withIndex(String newIndex) {
        return new StaticRules(newIndex, listing, linksOutside, heldBytes);
    }

    /// {@return these rules with or without listings}
    ///
    /// @param newListing whether directories without an index are listed
    public StaticRules withListing(boolean newListing) {
        return new StaticRules(index, newListing, linksOutside, heldBytes);
    }

    /// {@return these rules with or without links that leave the root}
    ///
    /// @param newLinksOutside whether they may
    public StaticRules withLinksOutside(boolean newLinksOutside) {
        return new StaticRules(index, listing, newLinksOutside, heldBytes);
    }

    /// {@return these rules with another amount of memory for small files}
    ///
    /// @param newHeldBytes how much, or zero to look at each file each time
    public StaticRules withHeldBytes(long newHeldBytes) {
        return new StaticRules(index, listing, linksOutside, newHeldBytes);
    }
}
