package main

import (
	"os"
	"path/filepath"
	"testing"
)

// Parts of the texts of licences, as files have them.
const (
	mit = `MIT License

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`
	agpl = `                    GNU AFFERO GENERAL PUBLIC LICENSE
                       Version 3, 19 November 2007

 Copyright (C) 2007 Free Software Foundation, Inc. <https://fsf.org/>
 Everyone is permitted to copy and distribute verbatim copies of this license document, but changing it is not allowed.
`
	busl = "Business Source License 1.1\n\nParameters\n\nLicensor: Somebody\nChange Date: Four years from now\n"
	sspl = "                     Server Side Public License\n                     VERSION 1, OCTOBER 16, 2018\n"
)

func TestLicenceOf(t *testing.T) {
	cases := map[string]struct {
		reason string
		files  map[string]string
		want   string
	}{
		"MIT":     {"One file.", map[string]string{"LICENSE": mit, "main.go": agpl}, "MIT"},
		"AGPL":    {"Known by its name.", map[string]string{"LICENSE": agpl}, "AGPL AND unknown"},
		"BUSL":    {"The same.", map[string]string{"LICENSE.md": busl}, "BUSL AND unknown"},
		"SSPL":    {"The same.", map[string]string{"COPYING": sspl}, "SSPL AND unknown"},
		"Hidden":  {"Behind another one.", map[string]string{"LICENSE": mit + agpl}, "AGPL AND MIT"},
		"Second":  {"In another file.", map[string]string{"LICENSE": mit, "LICENSE-enterprise": busl}, "BUSL AND MIT AND unknown"},
		"Strange": {"Its own words.", map[string]string{"LICENSE": "Ask me first."}, "unknown"},
		"None":    {"No file.", map[string]string{"license.go": mit}, "unknown"},
		"Table":   {"What it depends on.", map[string]string{"LICENSE": mit, "LICENSE-3rdparty.csv": "go.sum,example.com/a,MPL-2.0,a"}, "MIT"},
		"Readme":  {"Only there.", map[string]string{"README.md": "[Apache-2.0](http://www.apache.org/licenses/LICENSE-2.0)"}, "Apache-2.0"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for file, text := range tc.files {
				if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got, err := licenceOf(dir); got != tc.want || err != nil {
				t.Errorf("%s: got %q, %v, want %q", tc.reason, got, err, tc.want)
			}
		})
	}
}
