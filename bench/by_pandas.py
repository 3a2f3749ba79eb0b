"""The yardstick for long tables: pandas reads the file and finds the best row of each loss."""
import os
import resource
import sys

import pandas

frame = pandas.read_csv(sys.argv[1])
print(frame['val_loss'].idxmin(), frame['loss'].idxmin())
os.write(3, str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024).encode())
