package dev.longshore.users.defender;

/** What counts against an origin. docs/configuration.md has the table. */
public enum Offence {
    /** A login that was refused, for whatever reason: the number must not tell which names exist. */
    REFUSED_LOGIN(5),
    /** The same name and password as before: a job with an old password, and no guess. */
    SAME_LOGIN_AGAIN(1),
    /** Nobody had logged in when {@code longshore.ftp.login-timeout} was over. */
    SLOW_LOGIN(5),
    /** A line longer than {@code longshore.ftp.longest-line}, before the login. */
    OVERLONG_LINE(10),
    /** A line before the login that no FTP client sends; the first ones of a session are free. */
    BAD_COMMAND(2),
    /** Before the login, what is no TLS, none of ours, or comes with a certificate of a client that is not taken. */
    BROKEN_TLS(2),
    /** More commands than a session may have waiting, which ended it. */
    FLOOD(10),
    /** One connection more than an address may have. */
    CROWD(1);

    private final int points;

    Offence(int points) {
        this.points = points;
    }

    public int points() {
        return points;
    }
}
