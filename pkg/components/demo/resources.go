package demo

import ()
