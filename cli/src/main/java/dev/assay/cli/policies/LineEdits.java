package dev.assay.cli.policies;

import dev.assay.cli.policies.UnifiedDiff.Edit;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;

/**
 * The fewest lines to take out and put in (Myers, An O(ND) Difference Algorithm, 1986). Where texts differ in more than
 * {@value #MOST} lines, the differing middle is replaced as a whole.
 */
final class LineEdits {
    private static final int MOST = 1000;

    private final List<String> before;
    private final List<String> after;
    private final int head;
    private final int tail;

    LineEdits(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
        int shorter = Math.min(before.size(), after.size());
        int same = 0;
        while (same < shorter && before.get(same).equals(after.get(same)))
            same++;
        head = same;
        int last = 0;
        while (last < shorter - head && before.get(before.size() - 1 - last)
                .equals(after.get(after.size() - 1 - last)))
            last++;
        tail = last;
    }

    List<Edit> edits() {
        List<Edit> edits = new ArrayList<>();
        before.subList(0, head).forEach(line -> edits.add(new Edit(' ', line)));
        edits.addAll(middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail)));
        before.subList(before.size() - tail, before.size()).forEach(line -> edits.add(new Edit(' ', line)));
        return edits;
    }

    private static List<Edit> middle(List<String> from, List<String> to) {
        int most = Math.min(MOST, from.size() + to.size());
        List<int[]> reached = new ArrayList<>();
        int[] furthest = new int[2 * most + 3];
        for (int steps = 0; steps <= most; steps++) {
            reached.add(furthest.clone());
            for (int k = -steps; k <= steps; k += 2) {
                boolean down = k == -steps || k != steps && furthest[most + k] < furthest[most + k + 2];
                int x = down ? furthest[most + k + 2] : furthest[most + k] + 1;
                while (x < from.size() && x - k < to.size() && from.get(x).equals(to.get(x - k)))
                    x++;
                furthest[most + 1 + k] = x;
                if (x >= from.size() && x - k >= to.size())
                    return path(from, to, reached);
            }
        }
        return replaced(from, to);
    }

    /** From the end back to the start along what was reached in each number of steps. */
    private static List<Edit> path(List<String> from, List<String> to, List<int[]> reached) {
        LinkedList<Edit> edits = new LinkedList<>();
        int x = from.size();
        int y = to.size();
        int middle = (reached.getFirst().length - 1) / 2;
        for (int steps = reached.size() - 1; steps > 0; steps--) {
            int[] furthest = reached.get(steps);
            int k = x - y;
            boolean down = k == -steps || k != steps && furthest[middle + k - 1] < furthest[middle + k + 1];
            int cameFromX = furthest[middle + (down ? k + 1 : k - 1)];
            int cameFromY = cameFromX - (down ? k + 1 : k - 1);
            for (; x > cameFromX && y > cameFromY; x--, y--)
                edits.addFirst(new Edit(' ', from.get(x - 1)));
            edits.addFirst(down ? new Edit('+', to.get(y - 1)) : new Edit('-', from.get(x - 1)));
            x = cameFromX;
            y = cameFromY;
        }
        for (; x > 0; x--)
            edits.addFirst(new Edit(' ', from.get(x - 1)));
        return edits;
    }

    private static List<Edit> replaced(List<String> from, List<String> to) {
        List<Edit> edits = new ArrayList<>();
        from.forEach(line -> edits.add(new Edit('-', line)));
        to.forEach(line -> edits.add(new Edit('+', line)));
        return edits;
    }
}
