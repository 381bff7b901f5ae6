"""The program at the far end of a real pseudo-terminal."""
import os
import pty
import select
import time

DEADLINE = 60


class Terminal:
    def __init__(self, words, environment):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execve(words[0], words, environment)
        self.seen = ""

    def more(self):
        """What comes next; nothing at the end."""
        if not select.select([self.terminal], [], [], DEADLINE)[0]:
            raise AssertionError(f"nothing more came after {self.seen!r}")
        try:
            return os.read(self.terminal, 65536).decode(errors="replace")
        except OSError:  # the far end is gone
            return ""

    def until(self, text):
        """What came up to and with this text."""
        end = time.monotonic() + DEADLINE
        while text not in self.seen:
            piece = self.more() if time.monotonic() < end else ""
            if not piece:
                raise AssertionError(f"no {text!r} in {self.seen!r}")
            self.seen += piece
        at = self.seen.index(text) + len(text)
        before, self.seen = self.seen[:at], self.seen[at:]
        return before

    def rest(self):
        """What comes until the program ends."""
        while piece := self.more():
            self.seen += piece
        return self.seen

    def press(self, keys):
        os.write(self.terminal, keys.encode())

    def type(self, line, until):
        self.press(line + "\n")
        return self.until(until)

    def status(self):
        return os.waitpid(self.pid, 0)[1]

    def close(self):
        os.close(self.terminal)
