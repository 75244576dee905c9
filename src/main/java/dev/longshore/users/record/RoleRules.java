package dev.longshore.users.record;

/**
 * What becomes of the roles in records and answers.
 *
 * @param assumed       whether they are assumed; else a {@code Role} of Transfer Family only lets its user in
 * @param ignoresPolicy where they are not, whether a user with a {@code Policy} comes in, which then narrows nothing
 */
record RoleRules(boolean assumed, boolean ignoresPolicy) {}
