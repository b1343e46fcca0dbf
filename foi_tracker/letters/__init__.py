"""Templates -> letters: find and check a template, render it for one authority under one law.

``templates`` reads and finds templates, ``drafting`` makes the letter, ``sandbox`` runs the template language,
``layout`` sets the text (lines, numbered questions), ``wording`` holds what a letter calls things under each law.

``particulars`` are what a letter needs to know, ``recorded`` takes them from our records, ``matter`` says which clocks
and questions a letter is about, and ``template_facts`` are what a template is shown. ``occasion`` refuses a letter that
would say what is not so, ``grounds`` has what a review can be asked for, and ``follow_ups`` knows which letter takes
which step and which fit a request now. ``checks`` finds what weakens a letter before it goes.
"""
