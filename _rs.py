import sys
import tempfile
from fnmatch import fnmatch
from pathlib import Path

from PySide6.QtWidgets import QApplication

from station.places import Home
from station.texts import Lang
from ui.app import StationApp
from ui.scenes import Stage, _picture
from ui.screens.records.shots import SCENES
from ui.theme import ThemeName

out = Path(sys.argv[1])
out.mkdir(exist_ok=True, parents=True)
size = tuple(map(int, sys.argv[2].split("x")))
langs = sys.argv[3].split(",")
themes = sys.argv[4].split(",")
only = sys.argv[5] if len(sys.argv) > 5 else "*"
app = QApplication([])
st = StationApp(Home(Path(tempfile.mkdtemp())), practice=True)
st.start()
stage = Stage(st)
stage.wait_until(lambda: st.context is not None)
stage.settle()
st.window.resize(*size)
for s in SCENES:
    if s.name.startswith("records-"):
        try:
            s.play(stage)
        except Exception as e:
            print("FAIL", s.name, repr(e))
            import traceback

            traceback.print_exc()
            continue
        if fnmatch(s.name, only):
            for l in langs:
                for t in themes:
                    _picture(stage, Lang(l), ThemeName(t), out / f"{s.name}-{l}-{t}.png")
st.window.close()
st.close()
