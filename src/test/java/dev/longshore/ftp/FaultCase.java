package dev.longshore.ftp;

import dev.longshore.testing.Fault;
import dev.longshore.testing.S3Operation;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What one case of the fault run does: all of it comes from the seed and the number, so that it can be run alone.
 *
 * @param before the size of the object that is there, -1 for none
 * @param size   how many bytes an upload would send, were it left in peace
 * @param offset of REST, 0 for none; may lie beyond the end
 * @param point  after how many bytes of the data connection the end comes
 */
record FaultCase(
        int number,
        Verb verb,
        int before,
        int size,
        int offset,
        Trouble trouble,
        ClientEnd end,
        Moment moment,
        int point) {
    static final int PART = 5 * 1024 * 1024;

    private static final int SMALL = 50_000;
    private static final int NUMBERS = 1_000_003;

    /** What the client asks for. */
    enum Verb {
        STOR,
        APPE,
        REST_STOR,
        RETR,
        REST_RETR;

        boolean isDownload() {
            return this == RETR || this == REST_RETR;
        }

        boolean restarts() {
            return this == REST_STOR || this == REST_RETR;
        }

        String command() {
            return this == REST_STOR ? "STOR" : this == REST_RETR ? "RETR" : name();
        }
    }

    /** When the client comes to its end. */
    enum Moment {
        /** Behind the command, before 150 is read. */
        EARLY,
        /** Behind a number of bytes. */
        AT_BYTE,
        /** Behind a number of bytes, when S3 has been asked to take a part, if it ever is. */
        IN_PART,
        /** All bytes are sent, the data connection has ended in order, and S3 has been asked to publish, if it ever is. */
        IN_COMMIT
    }

    /**
     * What goes wrong at S3.
     *
     * @param n       the request of that operation, from 1
     * @param lasting whether all later ones go wrong as well, so that retries are of no use
     */
    record Trouble(S3Operation operation, Fault fault, int n, boolean lasting) {
        static final Trouble NONE = new Trouble(S3Operation.OTHER, Fault.NONE, 1, false);

        /** Whether S3 may begin a multipart upload whose id nobody was told: only the janitor can find it, by its age. */
        boolean losesAnUpload() {
            return operation == S3Operation.CREATE_MULTIPART_UPLOAD && fault == Fault.LOST_ANSWER;
        }

        @Override
        public String toString() {
            return fault == Fault.NONE ? "S3 in order" : fault + " at " + operation + " " + n + (lasting ? "…" : "");
        }
    }

    static FaultCase of(long seed, int number) {
        SplittableRandom random = new SplittableRandom(seed * NUMBERS + number);
        Verb verb = pick(
                random,
                List.of(
                        Verb.STOR,
                        Verb.STOR,
                        Verb.STOR,
                        Verb.APPE,
                        Verb.REST_STOR,
                        Verb.RETR,
                        Verb.RETR,
                        Verb.REST_RETR));
        int before = before(verb, random);
        int size = verb.isDownload() ? 0 : size(random);
        int offset = verb.restarts() ? offset(Math.max(before, 0), random) : 0;
        int moved = verb.isDownload() ? Math.max(0, before - offset) : size;
        ClientEnd end = end(verb, random);
        Moment moment = moment(verb, end, moved, random);
        int point = moment == Moment.AT_BYTE || moment == Moment.IN_PART ? point(moved, end, random) : 0;
        Trouble trouble = isInBlocks(number, verb, size)
                ? troubleInBlocks(random)
                : trouble(verb, end, Math.max(before, 0), offset, size, random);
        return new FaultCase(number, verb, before, size, offset, trouble, end, moment, point);
    }

    /** Whether its parts are blocks, and its gateway one of its own. */
    boolean isInBlocks() {
        return isInBlocks(number, verb, size);
    }

    private static boolean isInBlocks(int number, Verb verb, int size) {
        return number % 3 == 0 && !verb.isDownload() && size > PART;
    }

    /** The name of the file, and the key of the object. */
    String key() {
        return "case-" + number;
    }

    FaultContent old() {
        return FaultContent.of(2 * number, Math.max(0, before));
    }

    FaultContent sent() {
        return FaultContent.of(2 * number + 1, size);
    }

    /** What the object is replaced by in the middle of a download: as long, or shorter. */
    FaultContent replacement() {
        return FaultContent.of(2 * number + 1, number % 2 == 0 ? before : before / 2);
    }

    /** What an upload makes whose data connection ended in order behind so many bytes. */
    FaultContent made(int count) {
        return switch (verb) {
            case APPE -> old().then(sent().first(count));
            case REST_STOR -> old().first(Math.min(offset, Math.max(0, before))).then(sent().first(count));
            default -> sent().first(count);
        };
    }

    @Override
    public String toString() {
        String what = verb.restarts() ? "REST " + offset + " " + verb.command() : verb.command();
        String bytes = verb.isDownload() ? "" : " of " + size + " bytes";
        String over = before < 0 ? ", no object there" : ", object of " + before + " bytes there";
        String when = moment == Moment.AT_BYTE || moment == Moment.IN_PART ? moment + " " + point : moment.toString();
        return what + bytes + over + "; " + trouble + "; client "
                + (end == ClientEnd.NONE ? "lives" : end + " " + when);
    }

    private static ClientEnd end(Verb verb, SplittableRandom random) {
        int choice = random.nextInt(100);
        if (choice < 45) {
            return ClientEnd.NONE;
        }
        return verb.isDownload() && choice < 60 ? ClientEnd.REPLACES : pick(random, ClientEnd.of(verb));
    }

    private static int before(Verb verb, SplittableRandom random) {
        return switch (verb) {
            case STOR -> random.nextInt(3) == 0 ? -1 : random.nextInt(SMALL);
            case APPE, REST_STOR ->
                random.nextInt(6) == 0 ? -1 : random.nextInt(3) > 0 ? random.nextInt(SMALL) : size(random);
            case RETR, REST_RETR -> random.nextInt(20) == 0 ? -1 : size(random);
        };
    }

    private static int size(SplittableRandom random) {
        int choice = random.nextInt(100);
        if (choice < 8) {
            return 0;
        }
        if (choice < 16) {
            return 1;
        }
        if (choice < 50) {
            return random.nextInt(SMALL);
        }
        if (choice < 70) {
            return PART - 1 + random.nextInt(3);
        }
        return PART + 2 + random.nextInt(2 * PART);
    }

    private static int offset(int before, SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> before;
            case 2 -> before + 1;
            case 3 -> Math.min(before, PART);
            default -> random.nextInt(before + 1);
        };
    }

    private static Moment moment(Verb verb, ClientEnd end, int moved, SplittableRandom random) {
        if (end == ClientEnd.NONE || random.nextInt(10) > 0 && verb.isDownload()) {
            return Moment.AT_BYTE;
        }
        int choice = random.nextInt(10);
        if (choice < 2 && end != ClientEnd.REPLACES) {
            return Moment.EARLY;
        }
        if (choice < 5 && end.leavesData() && !verb.isDownload()) {
            return Moment.IN_COMMIT;
        }
        return choice < 8 && moved > PART && !verb.isDownload() ? Moment.IN_PART : Moment.AT_BYTE;
    }

    /** A replacement comes mostly in the first half, which a broken answer of S3 still holds. */
    private static int point(int moved, ClientEnd end, SplittableRandom random) {
        if (end == ClientEnd.REPLACES && random.nextInt(4) > 0) {
            return random.nextInt(moved / 2 + 1);
        }
        int point =
                switch (random.nextInt(8)) {
                    case 0 -> 0;
                    case 1 -> 1;
                    case 2 -> PART + random.nextInt(3) - 1;
                    case 3 -> moved - 1;
                    case 4 -> moved;
                    default -> random.nextInt(moved + 1);
                };
        return Math.max(0, Math.min(moved, point));
    }

    private static Trouble trouble(
            Verb verb, ClientEnd end, int before, int offset, int size, SplittableRandom random) {
        int choice = random.nextInt(100);
        if (end == ClientEnd.REPLACES && choice < 60) {
            return new Trouble(S3Operation.GET_OBJECT, Fault.STALL_AND_TRUNCATE, 1, false);
        }
        if (choice < 35) {
            return Trouble.NONE;
        }
        S3Operation operation = pick(random, operations(verb, before, offset, size));
        Fault fault = pick(random, faults(operation));
        int n = operation == S3Operation.UPLOAD_PART ? 1 + random.nextInt(3) : 1;
        boolean lasting = operation != S3Operation.ABORT_MULTIPART_UPLOAD && random.nextInt(3) == 0;
        return new Trouble(operation, fault, n, lasting);
    }

    /** Those of the blocks, or of the object that they become parts of. A deletion that never succeeds is left to the janitor. */
    private static Trouble troubleInBlocks(SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            return Trouble.NONE;
        }
        S3Operation operation = pick(
                random,
                List.of(
                        S3Operation.CREATE_MULTIPART_UPLOAD,
                        S3Operation.UPLOAD_PART,
                        S3Operation.UPLOAD_PART_COPY,
                        S3Operation.UPLOAD_PART_COPY,
                        S3Operation.COMPLETE_MULTIPART_UPLOAD,
                        S3Operation.COMPLETE_MULTIPART_UPLOAD,
                        S3Operation.ABORT_MULTIPART_UPLOAD,
                        S3Operation.DELETE_OBJECT));
        boolean mayLast = operation != S3Operation.ABORT_MULTIPART_UPLOAD && operation != S3Operation.DELETE_OBJECT;
        return new Trouble(
                operation, pick(random, faults(operation)), 1 + random.nextInt(3), mayLast && random.nextInt(3) == 0);
    }

    /** The requests that the transfer makes, were it left in peace, and the abort. */
    private static List<S3Operation> operations(Verb verb, int before, int offset, int size) {
        if (verb.isDownload()) {
            return List.of(S3Operation.GET_OBJECT);
        }
        int kept = verb == Verb.APPE ? before : verb == Verb.REST_STOR ? offset : 0;
        if (kept >= PART) {
            return List.of(
                    S3Operation.HEAD_OBJECT,
                    S3Operation.CREATE_MULTIPART_UPLOAD,
                    S3Operation.UPLOAD_PART_COPY,
                    S3Operation.UPLOAD_PART,
                    S3Operation.COMPLETE_MULTIPART_UPLOAD,
                    S3Operation.ABORT_MULTIPART_UPLOAD);
        }
        if (kept + size > PART) {
            return List.of(
                    S3Operation.CREATE_MULTIPART_UPLOAD,
                    S3Operation.UPLOAD_PART,
                    S3Operation.UPLOAD_PART,
                    S3Operation.COMPLETE_MULTIPART_UPLOAD,
                    S3Operation.COMPLETE_MULTIPART_UPLOAD,
                    S3Operation.COMPLETE_MULTIPART_UPLOAD,
                    S3Operation.ABORT_MULTIPART_UPLOAD);
        }
        return kept > 0
                ? List.of(S3Operation.HEAD_OBJECT, S3Operation.GET_OBJECT, S3Operation.PUT_OBJECT)
                : List.of(S3Operation.PUT_OBJECT);
    }

    /** A body with other bytes is not among them: the embedded S3 tells no checksum of what it serves. ObjectDownloadTest has it. */
    private static List<Fault> faults(S3Operation operation) {
        return switch (operation) {
            case GET_OBJECT ->
                List.of(
                        Fault.ERROR_500,
                        Fault.SLOW_DOWN_503,
                        Fault.RESET,
                        Fault.HANG_UP,
                        Fault.SLOW,
                        Fault.LOST_ANSWER,
                        Fault.TRUNCATE,
                        Fault.STALL_AND_TRUNCATE,
                        Fault.WRONG_ETAG);
            case PUT_OBJECT, UPLOAD_PART ->
                List.of(
                        Fault.ERROR_500,
                        Fault.SLOW_DOWN_503,
                        Fault.RESET,
                        Fault.RESET_IN_BODY,
                        Fault.RESET_AFTER_BODY,
                        Fault.HANG_UP,
                        Fault.SLOW,
                        Fault.LOST_ANSWER,
                        Fault.WRONG_CHECKSUM,
                        Fault.WRONG_ETAG);
            case COMPLETE_MULTIPART_UPLOAD ->
                List.of(
                        Fault.ERROR_500,
                        Fault.SLOW_DOWN_503,
                        Fault.RESET,
                        Fault.RESET_AFTER_BODY,
                        Fault.HANG_UP,
                        Fault.SLOW,
                        Fault.LOST_ANSWER,
                        Fault.ERROR_IN_200,
                        Fault.ERROR_IN_200_DONE,
                        Fault.WRONG_CHECKSUM,
                        Fault.WRONG_ETAG);
            case UPLOAD_PART_COPY ->
                List.of(
                        Fault.ERROR_500,
                        Fault.RESET_AFTER_BODY,
                        Fault.SLOW,
                        Fault.LOST_ANSWER,
                        Fault.ERROR_IN_200,
                        Fault.ERROR_IN_200_DONE);
            default ->
                List.of(
                        Fault.ERROR_500,
                        Fault.SLOW_DOWN_503,
                        Fault.RESET,
                        Fault.RESET_AFTER_BODY,
                        Fault.HANG_UP,
                        Fault.SLOW,
                        Fault.LOST_ANSWER);
        };
    }

    private static <T> T pick(SplittableRandom random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
