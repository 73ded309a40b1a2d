# tests/tools/plug_in_of_another_language.py -- plug_in_of_another_language.py MODULE: the C++
# runtime comes with the plug-in, and keeps the exceptions of each thread where it likes.
import ctypes
import sys
import threading

rethrows = ctypes.CDLL(sys.argv[1]).rethrows
said = [rethrows()]
other = threading.Thread(target=lambda: said.append(rethrows()))
other.start()
other.join()
if said != [2031, 2031]:
    sys.exit(f"two bodies that rethrow what they caught said {said}, not 2031 on both threads")
