// SPDX-License-Identifier: Apache-2.0
package org.jparallel.perf.benchmark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What crosses in the contest of clones: three strings, a list of ten longs, a map of five.
///
/// @param number its number
/// @param customer who ordered
/// @param address where it goes
/// @param articles what was ordered: an array list
/// @param prices in cents, by what they are for: a hash map
record Order(
        String number,
        String customer,
        String address,
        List<Long> articles,
        Map<String, Integer> prices)
        implements Serializable {
    private static final char[] CHARACTERS = new char[100];

    /// {@return the one that all contestants copy}
    static Order sample() {
        List<Long> articles = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            articles.add(1_000_003L * i * i * i * i);
        }
        Map<String, Integer> prices = new HashMap<>();
        prices.put("goods", 129_900);
        prices.put("shipping", 495);
        prices.put("wrapping", 250);
        prices.put("discount", -5_000);
        prices.put("tax", 24_681);
        return new Order(
                "2024-0001742", "Ada Lovelace", "12 St James's Square, London", articles, prices);
    }

    /// {@return a copy as one would write it by hand: what cannot change is shared}
    Order copyByHand() {
        return new Order(
                number, customer, address, new ArrayList<>(articles), new HashMap<>(prices));
    }

    /// {@return a copy that shares nothing, as a clone is; all numbers are too large for the caches
    /// of boxes}
    Order copyAll() {
        List<Long> articlesCopy = new ArrayList<>(articles.size());
        for (long article : articles) {
            articlesCopy.add(article);
        }
        Map<String, Integer> pricesCopy = HashMap.newHashMap(prices.size());
        prices.forEach((name, price) -> pricesCopy.put(copy(name), price.intValue()));
        return new Order(copy(number), copy(customer), copy(address), articlesCopy, pricesCopy);
    }

    /// A string with characters of its own, as one that was read.
    private static String copy(String text) {
        text.getChars(0, text.length(), CHARACTERS, 0);
        return new String(CHARACTERS, 0, text.length());
    }
}
