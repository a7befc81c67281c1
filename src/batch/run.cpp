#include "batch/run.h"
