package dev.curfew.engine;

/**
 * How the watcher does.
 *
 * @param healthy it has scanned within the last two seconds and did not just die
 * @param scans since start
 * @param periodNanos the pause between scans at this moment
 * @param lastScanNanos what the last scan took
 * @param successions how often a watcher died and another went on with its work
 * @param lastFailure of the watcher, empty when none
 * @param enforcersBusy enforcers that are in an act now
 * @param lostFrames calls whose frame was gone (StackOverflowError) and that were dropped
 * @param orphans tasks of calls that follow their work, which began or went on after those had
 *     ended
 * @param notFollowed tasks that were not followed, because too many were waiting
 * @param lastLatenessNanos how late the last deadline that passed was noticed
 * @param worstLatenessNanos the most of that since the start
 * @param stalls how often the whole process stood still
 * @param stalledNanos for how long, in all
 * @param handlers how the applications' handlers do
 * @param records how the records do
 */
public record HealthView(
    boolean healthy,
    long scans,
    long periodNanos,
    long lastScanNanos,
    long successions,
    String lastFailure,
    int enforcersBusy,
    long lostFrames,
    long orphans,
    long notFollowed,
    long lastLatenessNanos,
    long worstLatenessNanos,
    long stalls,
    long stalledNanos,
    HandlersView handlers,
    RecordsView records) {}
