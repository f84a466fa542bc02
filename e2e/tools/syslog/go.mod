module seamark.dev/seamark/e2e/tools/syslog

go 1.26.5

require github.com/leodido/go-syslog/v4 v4.5.0

require github.com/leodido/ragel-machinery v0.0.0-20190525184631-5f46317e436b // indirect
