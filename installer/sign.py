print("sign.py: stub")
