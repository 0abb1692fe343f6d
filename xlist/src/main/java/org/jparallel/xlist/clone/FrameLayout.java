// SPDX-License-Identifier: Apache-2.0
package org.jparallel.xlist.clone;

/// The bytes of a frame. It lives inside one process: numbers lie in the order of the machine, and
/// a class is a number of the [ClassTable].
///
/// ```
/// frame    := value | TREE value | GRAPH value
/// value    := NULL
///           | REFERENCE index         an object met before
///           | leaf-tag bytes          a value that refers to no other
///           | branch-tag head parts   an object and what it refers to
/// parts    := count value*
/// index, count, length, class         seven bits a byte, the lowest first
/// ```
///
/// An index counts the objects that keep their identity, in the order in which they begin.
///
/// | Value | Bytes after the tag |
/// |---|---|
/// | string | `length << 1 \| wide`, then 1 or 2 bytes a character |
/// | boxed | 1 to 8 bytes: the raw bits |
/// | primitive array | count, then its elements |
/// | what passes by reference, region | its index in the [Attachments] |
/// | string, UUID, large number of a copy | none: it is one of the [SharedValues] |
/// | slice or view of a region | offset, size + 1 or 0; then the region as a part |
/// | enum constant | class, ordinal |
/// | object array | component class, length; then its parts |
/// | record, object | class, primitive members as they are; then the others as parts |
/// | list, set, deque | comparator where it has one; then its elements as parts |
/// | exception, object of a clone type | class; then its parts |
/// | map | flags, comparator or key class where it has one; then key, value, key, value … |
///
/// Array lists, hash sets and hash maps have a byte more after the tag: zero, then the same as
/// above; or, if all elements are of one simple kind, its tag, for a map two, then a count and so
/// many elements without a tag each, and no parts.
///
/// A tag is the number of a kind of value; its codec says what follows.
final class FrameLayout {
    static final int NULL = 0;
    static final int REFERENCE = 1;

    /// The first byte of a frame whose root refers to others: no REFERENCE follows.
    static final int TREE = 2;

    /// The first byte of a frame whose root refers to others: some of them more than once.
    static final int GRAPH = 3;

    /// An object of a class of the user, filled field by field.
    static final int OBJECT = 4;

    static final int STRING = 5;
    static final int LONG_STRING = 6;
    static final int BOOLEAN = 7;
    static final int BYTE = 8;
    static final int SHORT = 9;
    static final int CHARACTER = 10;
    static final int INTEGER = 11;
    static final int LONG = 12;
    static final int FLOAT = 13;
    static final int DOUBLE = 14;

    /// A value that is passed as it is.
    static final int SHARED = 15;

    static final int BOOLEAN_ARRAY = 16;
    static final int BYTE_ARRAY = 17;
    static final int SHORT_ARRAY = 18;
    static final int CHAR_ARRAY = 19;
    static final int INT_ARRAY = 20;
    static final int LONG_ARRAY = 21;
    static final int FLOAT_ARRAY = 22;
    static final int DOUBLE_ARRAY = 23;
    static final int BYTE_BUFFER = 24;
    static final int MEMORY_SEGMENT = 25;
    static final int BIG_INTEGER = 26;
    static final int BIG_DECIMAL = 27;
    static final int UUID = 28;
    static final int ENUM = 29;
    static final int SINGLETON = 30;
    static final int ENUM_SET = 31;

    static final int INSTANT = 32;
    static final int DURATION = 33;
    static final int LOCAL_DATE = 34;
    static final int LOCAL_TIME = 35;
    static final int LOCAL_DATE_TIME = 36;
    static final int OFFSET_TIME = 37;
    static final int OFFSET_DATE_TIME = 38;
    static final int ZONED_DATE_TIME = 39;
    static final int PERIOD = 40;
    static final int YEAR = 41;
    static final int YEAR_MONTH = 42;
    static final int MONTH_DAY = 43;
    static final int ZONE = 44;
    static final int ZONE_OFFSET = 45;
    static final int OPTIONAL_INT = 46;
    static final int OPTIONAL_LONG = 47;
    static final int OPTIONAL_DOUBLE = 48;
    static final int ARENA_COLLECTION = 49;

    static final int PATTERN = 50;
    static final int DATE = 51;
    static final int SQL_DATE = 52;
    static final int CALENDAR = 53;
    static final int TIME_ZONE = 54;
    static final int PATH = 55;
    static final int FILE = 56;
    static final int URI = 57;
    static final int FILE_TIME = 58;
    static final int LOCALE = 59;
    static final int CURRENCY = 60;
    static final int CHARSET = 61;
    static final int BIT_SET = 62;
    static final int CLASS = 63;

    static final int OBJECT_ARRAY = 64;
    static final int RECORD = 65;
    static final int OPTIONAL = 66;
    static final int ARRAY_LIST = 67;
    static final int LINKED_LIST = 68;
    static final int ARRAY_DEQUE = 69;
    static final int VECTOR = 70;
    static final int STACK = 71;
    static final int COPY_ON_WRITE_LIST = 72;
    static final int HASH_SET = 73;
    static final int LINKED_HASH_SET = 74;
    static final int TREE_SET = 75;
    static final int PRIORITY_QUEUE = 76;
    static final int HASH_MAP = 77;
    static final int LINKED_HASH_MAP = 78;
    static final int TREE_MAP = 79;
    static final int ENUM_MAP = 80;
    static final int IDENTITY_MAP = 81;
    static final int CONCURRENT_MAP = 82;
    static final int HASHTABLE = 83;

    static final int SKIP_LIST_MAP = 84;
    static final int SKIP_LIST_SET = 85;
    static final int CONCURRENT_QUEUE = 86;
    static final int CONCURRENT_DEQUE = 87;
    static final int BLOCKING_QUEUE = 88;
    static final int BLOCKING_DEQUE = 89;
    static final int ARRAY_BLOCKING_QUEUE = 90;
    static final int PRIORITY_BLOCKING_QUEUE = 91;
    static final int COPY_ON_WRITE_SET = 92;
    static final int TRANSFER_QUEUE = 93;
    static final int PROPERTIES = 94;
    static final int SET_FROM_MAP = 95;

    static final int FIXED_LIST = 96;
    static final int FIXED_SET = 97;
    static final int FIXED_MAP = 98;
    static final int FIXED_ENTRY = 99;
    static final int SIMPLE_ENTRY = 100;
    static final int SIMPLE_FIXED_ENTRY = 101;
    static final int SINGLETON_LIST = 102;
    static final int SINGLETON_SET = 103;
    static final int SINGLETON_MAP = 104;

    // What a frame carries by reference.
    static final int HANDLE = 120;
    static final int REGION = 121;
    static final int REGION_SLICE = 122;
    static final int SHARED_REGION = 123;
    static final int INT_VIEW = 124;
    static final int LONG_VIEW = 125;
    static final int DOUBLE_VIEW = 126;

    static final int STRING_BUILDER = 128;
    static final int STRING_BUFFER = 129;
    static final int HEX_FORMAT = 130;
    static final int VERSION = 131;
    static final int ATOMIC_BOOLEAN = 132;
    static final int ATOMIC_INTEGER = 133;
    static final int ATOMIC_LONG = 134;
    static final int ATOMIC_INTEGER_ARRAY = 135;
    static final int ATOMIC_LONG_ARRAY = 136;
    static final int LONG_ADDER = 137;
    static final int DOUBLE_ADDER = 138;
    static final int INT_STATISTICS = 139;
    static final int LONG_STATISTICS = 140;
    static final int DOUBLE_STATISTICS = 141;
    static final int INET4_ADDRESS = 142;
    static final int INET6_ADDRESS = 143;
    static final int INET_SOCKET_ADDRESS = 144;
    static final int UNIX_SOCKET_ADDRESS = 145;
    static final int CHAR_BUFFER = 146;
    static final int SHORT_BUFFER = 147;
    static final int INT_BUFFER = 148;
    static final int LONG_BUFFER = 149;
    static final int FLOAT_BUFFER = 150;
    static final int DOUBLE_BUFFER = 151;
    static final int JAPANESE_DATE = 152;
    static final int HIJRAH_DATE = 153;
    static final int MINGUO_DATE = 154;
    static final int THAI_DATE = 155;
    static final int ISO_CHRONOLOGY = 156;
    static final int JAPANESE_CHRONOLOGY = 157;
    static final int HIJRAH_CHRONOLOGY = 158;
    static final int MINGUO_CHRONOLOGY = 159;
    static final int THAI_CHRONOLOGY = 160;
    static final int JAPANESE_ERA = 161;
    static final int CONCURRENT_SET = 162;
    static final int ATOMIC_REFERENCE = 163;
    static final int ATOMIC_REFERENCE_ARRAY = 164;
    static final int STACK_TRACE_ELEMENT = 165;
    static final int THROWABLE = 166;
    static final int CLONE_TYPE = 167;
    static final int TYPE_BYTES = 168;
    static final int TYPE_PAYLOAD = 169;

    /// The first of the wrappers of `java.util.Collections`, in the order of [Wrappers].
    static final int WRAPPER = 176;

    /// One more than the largest.
    static final int TAG_COUNT = 208;

    private FrameLayout() {}
}
